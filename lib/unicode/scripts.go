// Made by scripts/unicode-tables. Do not edit.

package unicode

// Scripts.
var (
	Adlam                 = &RangeTable{packed: ` >D  >E+   ! >E0 >E9   ! >E> >E?   !`}
	Ahom                  = &RangeTable{packed: ` 1<  1<:   ! 1<= 1<K   ! 1<P 1=&   !`}
	Anatolian_Hieroglyphs = &RangeTable{packed: ` 40  49&   !`}
	Arabic                = &RangeTable{packed: `  8   8$   !  8&  8+   !  8-  8:   !  8<  8>   !  8@  8_   !  9!  9*   !  96  9O` +
		`   !  9Q  ;<   !  ;>  ;_   !  =0  =_   !  AP  B.   !  B0  B1   !  B8  CA   !  CC` +
		`  C_   ! /M0 /O"   ! /O3 /T]   ! /U  /V/   ! /V2 /W'   ! /W/ /WP   A /WQ /W_   !` +
		` /YP /YT   ! /YV /[\   ! 0Y@ 0Y^   ! 0[] 0[_   ! >X  >X#   ! >X% >X?   ! >XA >XB` +
		`   ! >XD >XG   # >XI >XR   ! >XT >XW   ! >XY >X[   " >Y" >Y'   % >Y) >Y-   " >Y.` +
		` >Y/   ! >Y1 >Y2   ! >Y4 >Y7   # >Y9 >YA   " >YB >YD   " >YG >YJ   ! >YL >YR   !` +
		` >YT >YW   ! >YY >Y\   ! >Y^ >Z    " >Z! >Z)   ! >Z+ >Z;   ! >ZA >ZC   ! >ZE >ZI` +
		`   ! >ZK >Z[   ! >[P >[Q   !`}
	Armenian  = &RangeTable{packed: `  4Q  56   !  59  6*   !  6-  6/   ! /L3 /L7   !`}
	Avestan   = &RangeTable{packed: ` 0L  0LU   ! 0LY 0L_   !`}
	Balinese  = &RangeTable{packed: ` !L  !M,   ! !M0 !M^   !`}
	Bamum     = &RangeTable{packed: ` *:@ *;W   ! 6@  6HX   !`}
	Bassa_Vah = &RangeTable{packed: ` 6K0 6KM   ! 6KP 6KU   !`}
	Batak     = &RangeTable{packed: ` !O  !OS   ! !O\ !O_   !`}
	Bengali   = &RangeTable{packed: `  F   F#   !  F%  F,   !  F/  F0   !  F3  FH   !  FJ  FP   !  FR  FV   $  FW  FY` +
		`   !  F\  G$   !  G'  G(   !  G+  G.   !  G7  G<   %  G=  G?   "  G@  GC   !  GF` +
		`  G^   !`}
	Bhaiksuki           = &RangeTable{packed: ` 1P  1P(   ! 1P* 1PV   ! 1PX 1Q%   ! 1Q0 1QL   !`}
	Bopomofo            = &RangeTable{packed: `  +J  +K   ! #$% #$O   ! #&@ #&_   !`}
	Brahmi              = &RangeTable{packed: ` 1   1!-   ! 1!2 1!U   ! 1!_ 1!_   !`}
	Braille             = &RangeTable{packed: ` "@  "C_   !`}
	Buginese            = &RangeTable{packed: ` !H  !H;   ! !H> !H?   !`}
	Buhid               = &RangeTable{packed: ` !=  !=3   !`}
	Canadian_Aboriginal = &RangeTable{packed: ` !0  !9_   ! !BP !CU   ! 1JP 1J_   !`}
	Carian              = &RangeTable{packed: ` 0*@ 0+0   !`}
	Caucasian_Albanian  = &RangeTable{packed: ` 04P 05C   ! 05O 05O   !`}
	Chakma              = &RangeTable{packed: ` 1$  1$T   ! 1$V 1%'   !`}
	Cham                = &RangeTable{packed: ` *H  *HV   ! *I  *I-   ! *I0 *I9   ! *I< *I?   !`}
	Cherokee            = &RangeTable{packed: ` !.@ !/U   ! !/X !/]   ! *MP *N_   !`}
	Chorasmian          = &RangeTable{packed: ` 0^P 0_+   !`}
	Common              = &RangeTable{packed: `      !    !  !;  !@   !  ![  "I   !  "K  "Y   !  "[  "_   !  #7  #W   @  *Y  +?` +
		`   !  +E  +I   !  +L  +_   !  -T  -^   *  .%  .'   "  8%  8,   '  8;  8?   $  9 ` +
		`  ;=  "=  CB  ED  ""  EE  X_  3:  _5  _8   ! !#[ !;K  7P !;L !;M   ! !<U !<V   !` +
		` !@" !@#   ! !@% !S3  3. !SA !SI   ( !SJ !SL   ! !SN !SS   ! !SU !SW   ! !SZ "  ` +
		`  ,& " ! " +   ! " . "!D   ! "!F "!P   ! "!T "!^   ! ""  "".   ! ""@ "#    ! "$ ` +
		` "$E   ! "$G "$I   ! "$L "$Q   ! "$S "%-   ! "%/ "%?   ! "&) "&+   ! "&0 "0F   !` +
		` "1  "1*   ! "1@ "?_   ! "D  "MS   ! "MV "N5   ! "N7 "O_   ! "X  "Y=   ! "_P "_[` +
		`   ! #   # $   ! # & # (   " # ) # @   ! # P # W   ! # \ # _   ! #"; #"<   ! #"@` +
		` ##[  !; ##\ #&0  "4 #&1 #&?   ! #'  #'C   ! #(@ #)?   ! #)_ #+/   ! #+_ #-8  !9` +
		` #-9 #/_   ! $W  $W_   ! *<  *<A   ! *>( *>*   ! *@P *@Y   ! *DN *G/  "A *M; *MJ` +
		`   / *MK /T^ %'3 /T_ /X0  #1 /X1 /X9   ! /XP /Y2   ! /Y4 /YF   ! /YH /YK   ! /[_` +
		` /\!   " /\" /\@   ! /\[ /]    ! /]; /]E   ! /]P /^>   N /^? /_@  !! /_A /_F   !` +
		` /_H /_N   ! /_Y /_]   ! 0$  0$"   ! 0$' 0$S   ! 0$W 0$_   ! 0&0 0&<   ! 0'0 0'\` +
		`   ! 0+A 0+[   ! ;R@ ;RC   ! <]0 <_#   ! =   =#U   ! =$  =$F   ! =$I =%F   ! =%J` +
		` =%Z   ! =&# =&$   ! =&, =&I   ! =&N ='J   ! =+  =+3   ! =+@ =+S   ! =,  =-6   !` +
		` =-@ =-X   ! =0  =14   ! =16 =2<   ! =2> =2?   ! =2B =2E   # =2F =2I   # =2J =2L` +
		`   ! =2N =2Y   ! =2[ =2]   " =2^ =3#   ! =3% =4%   ! =4' =4*   ! =4- =44   ! =46` +
		` =4<   ! =4> =4Y   ! =4[ =4^   ! =5  =5$   ! =5& =5*   $ =5+ =50   ! =52 =:E   !` +
		` =:H =?+   ! =?. =?_   ! >QQ >RT   ! >T! >T]   ! ?   ? K   ! ? P ?"3   ! ?"@ ?"N` +
		`   ! ?"Q ?"_   ! ?#! ?#/   ! ?#1 ?#U   ! ?$  ?&M   ! ?'F ?'_   ! ?(! ?("   ! ?(0` +
		` ?([   ! ?)  ?)(   ! ?)0 ?)1   ! ?)@ ?)E   ! ?,  ?;7   ! ?;< ?;L   ! ?;P ?;\   !` +
		` ?<  ?=V   ! ?=[ ??9   ! ??@ ??K   ! ??P ?@    0 ?@! ?@+   ! ?@0 ?A'   ! ?A0 ?A9` +
		`   ! ?A@ ?B'   ! ?B0 ?BM   ! ?BP ?BQ   ! ?D  ?I3   ! ?I@ ?IM   ! ?IP ?I\   ! ?J ` +
		` ?J(   ! ?J0 ?J]   ! ?J_ ?K%   ! ?K. ?K;   ! ?K@ ?KH   ! ?KP ?KX   ! ?L  ?N2   !` +
		` ?N4 ?O*   ! ?OP ?OY   !#@ !#@ @   ?#@ A#@!_   !`}
	Coptic       = &RangeTable{packed: `  /B  /O   ! "R  "SS   ! "SY "S_   !`}
	Cuneiform    = &RangeTable{packed: ` 2   2.9   ! 20  21N   ! 21P 21T   ! 22  25#   !`}
	Cypriot      = &RangeTable{packed: ` 0@  0@%   ! 0@( 0@*   " 0@+ 0@U   ! 0@W 0@X   ! 0@\ 0@_   #`}
	Cypro_Minoan = &RangeTable{packed: ` 2^0 2_R   !`}
	Cyrillic     = &RangeTable{packed: `  0   2$   !  2'  4O   ! !R  !R(   ! !TK !UX  !- "W@ "W_   ! *9  *:?   ! /XN /XO` +
		`   ! > P >!M   ! >"/ >"/   !`}
	Deseret     = &RangeTable{packed: ` 00  01/   !`}
	Devanagari  = &RangeTable{packed: `  D   E0   !  E5  EC   !  EF  E_   ! *C@ *C_   ! 1L  1L)   !`}
	Dives_Akuru = &RangeTable{packed: ` 1D  1D&   ! 1D) 1D,   # 1D- 1D3   ! 1D5 1D6   ! 1D8 1DU   ! 1DW 1DX   ! 1D[ 1E&` +
		`   ! 1E0 1E9   !`}
	Dogra                = &RangeTable{packed: ` 1@  1@[   !`}
	Duployan             = &RangeTable{packed: ` ;P  ;QJ   ! ;QP ;Q\   ! ;R  ;R(   ! ;R0 ;R9   ! ;R< ;R?   !`}
	Egyptian_Hieroglyphs = &RangeTable{packed: ` 3   315   !`}
	Elbasan              = &RangeTable{packed: ` 04  04G   !`}
	Elymaic              = &RangeTable{packed: ` 0_@ 0_V   !`}
	Ethiopic             = &RangeTable{packed: ` !(  !)(   ! !)* !)-   ! !)0 !)6   ! !)8 !):   " !); !)=   ! !)@ !*(   ! !** !*-` +
		`   ! !*0 !*P   ! !*R !*U   ! !*X !*^   ! !+  !+"   " !+# !+%   ! !+( !+6   ! !+8` +
		` !,0   ! !,2 !,5   ! !,8 !-:   ! !-= !-\   ! !.  !.9   ! "V  "V6   ! "V@ "VF   !` +
		` "VH "VN   ! "VP "VV   ! "VX "V^   ! "W  "W&   ! "W( "W.   ! "W0 "W6   ! "W8 "W>` +
		`   ! *L! *L&   ! *L) *L.   ! *L1 *L6   ! *L@ *LF   ! *LH *LN   ! >?@ >?F   ! >?H` +
		` >?K   ! >?M >?N   ! >?P >?^   !`}
	Georgian = &RangeTable{packed: ` !"@ !#%   ! !#' !#-   & !#0 !#Z   ! !#\ !#_   ! !R0 !RZ   ! !R] !R_   ! "T  "TE` +
		`   ! "TG "TM   &`}
	Glagolitic = &RangeTable{packed: ` "P  "Q?   ! >   > &   ! > ( > 8   ! > ; > A   ! > C > D   ! > F > J   !`}
	Gothic     = &RangeTable{packed: ` 0,P 0-*   !`}
	Grantha    = &RangeTable{packed: ` 1,  1,#   ! 1,% 1,,   ! 1,/ 1,0   ! 1,3 1,H   ! 1,J 1,P   ! 1,R 1,S   ! 1,U 1,Y` +
		`   ! 1,\ 1-$   ! 1-' 1-(   ! 1-+ 1--   ! 1-0 1-7   ' 1-= 1-C   ! 1-F 1-L   ! 1-P` +
		` 1-T   !`}
	Greek = &RangeTable{packed: `  -P  -S   !  -U  -W   !  -Z  -]   !  -_  .$   %  .&  .(   "  .)  .*   !  .,  ..` +
		`   "  ./  .A   !  .C  /A   !  /P  /_   ! !TF !TJ   ! !U= !UA   ! !UF !UJ   ! !V_` +
		` !\   %! !\! !\5   ! !\8 !\=   ! !\@ !]%   ! !]( !]-   ! !]0 !]7   ! !]9 !]?   "` +
		` !]@ !]]   ! !^  !^T   ! !^V !_$   ! !_& !_3   ! !_6 !_;   ! !_= !_O   ! !_R !_T` +
		`   ! !_V !_^   ! "$F *ME (H_ 0%  0&.   ! 0&@ =(  -!@ =(! =)%   !`}
	Gujarati = &RangeTable{packed: `  J!  J#   !  J%  J-   !  J/  J1   !  J3  JH   !  JJ  JP   !  JR  JS   !  JU  JY` +
		`   !  J\  K%   !  K'  K)   !  K+  K-   !  K0  K@   0  KA  KC   !  KF  KQ   !  KY` +
		`  K_   !`}
	Gunjala_Gondi = &RangeTable{packed: ` 1U@ 1UE   ! 1UG 1UH   ! 1UJ 1V.   ! 1V0 1V1   ! 1V3 1V8   ! 1V@ 1VI   !`}
	Gurmukhi      = &RangeTable{packed: `  H!  H#   !  H%  H*   !  H/  H0   !  H3  HH   !  HJ  HP   !  HR  HS   !  HU  HV` +
		`   !  HX  HY   !  H\  H^   "  H_  I"   !  I'  I(   !  I+  I-   !  I1  I9   (  I:` +
		`  I<   !  I>  IF   (  IG  IV   !`}
	Han = &RangeTable{packed: ` "Z  "Z9   ! "Z; "[S   ! "\  "_5   ! # % # '   " # A # I   ! # X # [   ! #0  $V_` +
		`   ! $X  )__   ! /D  /IM   ! /IP /K9   ! 6_B 6_C   ! 6_P 6_Q   ! @   J;?   ! J< ` +
		` K<Y   ! K=  K@=   ! K@@ LZA   ! LZP NO@   ! O@  OH=   ! P   Q-*   ! Q-0 R.O   !`}
	Hangul = &RangeTable{packed: ` !$  !'_   ! # N # O   ! #$Q #&.   ! #(  #(>   ! #)@ #)^   ! *E@ *E\   ! *P  ->C` +
		`   ! ->P -?&   ! -?+ -?[   ! /^@ /^^   ! /_" /_'   ! /_* /_/   ! /_2 /_7   ! /_:` +
		` /_<   !`}
	Hanifi_Rohingya = &RangeTable{packed: ` 0T  0TG   ! 0TP 0TY   !`}
	Hanunoo         = &RangeTable{packed: ` !<@ !<T   !`}
	Hatran          = &RangeTable{packed: ` 0C@ 0CR   ! 0CT 0CU   ! 0C[ 0C_   !`}
	Hebrew          = &RangeTable{packed: `  61  7'   !  70  7J   !  7O  7T   ! /L= /LV   ! /LX /L\   ! /L^ /M    " /M! /M#` +
		`   " /M$ /M&   " /M' /M/   !`}
	Hiragana         = &RangeTable{packed: ` #!! #"6   ! #"= #"?   ! ; ! ;$?   ! ;$R ;%0   > ;%1 ;%2   ! ?(  ?(    !`}
	Imperial_Aramaic = &RangeTable{packed: ` 0A  0A5   ! 0A7 0A?   !`}
	Inherited        = &RangeTable{packed: `  ,   -O   !  2%  2&   !  9+  95   !  9P  E1  +A  E2  E4   ! !JP !K.   ! !S0 !S2` +
		`   ! !S4 !S@   ! !SB !SH   ! !SM !ST   ' !SX !SY   ! !W  !W_   ! " , " -   ! "#0` +
		` "#P   ! # J # M   ! #"9 #":   ! /X  /X/   ! /X@ /XM   ! 0'] 0+@  #C 1,[ <\  +O%` +
		` <\! <\M   ! <\P <]&   ! =%G =%I   ! =%[ =&"   ! =&% =&+   ! =&J =&M   !#@$ #@'O` +
		`   !`}
	Inscriptional_Pahlavi  = &RangeTable{packed: ` 0M@ 0MR   ! 0MX 0M_   !`}
	Inscriptional_Parthian = &RangeTable{packed: ` 0M  0M5   ! 0M8 0M?   !`}
	Javanese               = &RangeTable{packed: ` *F  *G-   ! *G0 *G9   ! *G> *G?   !`}
	Kaithi                 = &RangeTable{packed: ` 1"  1#"   ! 1#- 1#-   !`}
	Kannada                = &RangeTable{packed: `  R   R,   !  R.  R0   !  R2  RH   !  RJ  RS   !  RU  RY   !  R\  S$   !  S&  S(` +
		`   !  S*  S-   !  S5  S6   !  S=  S>   !  S@  SC   !  SF  SO   !  SQ  SS   !`}
	Katakana = &RangeTable{packed: ` #"A ##Z   ! ##] ##_   ! #'P #'_   ! #+0 #+^   ! #,  #-7   ! /]F /]O   ! /]Q /^=` +
		`   ! :_P :_S   ! :_U :_[   ! :_] :_^   ! ;   ;$@  $@ ;$A ;$B   ! ;%5 ;%D   / ;%E` +
		` ;%G   !`}
	Kawi       = &RangeTable{packed: ` 1\  1\0   ! 1\2 1\Z   ! 1\^ 1]9   !`}
	Kayah_Li   = &RangeTable{packed: ` *D  *DM   ! *DO *DO   !`}
	Kharoshthi = &RangeTable{packed: ` 0H  0H#   ! 0H% 0H&   ! 0H, 0H3   ! 0H5 0H7   ! 0H9 0HU   ! 0HX 0HZ   ! 0H_ 0I(` +
		`   ! 0I0 0I8   !`}
	Khitan_Small_Script = &RangeTable{packed: ` 6_D 8L  !L< 8L! 8S5   !`}
	Khmer               = &RangeTable{packed: ` !>  !?=   ! !?@ !?I   ! !?P !?Y   ! !G@ !G_   !`}
	Khojki              = &RangeTable{packed: ` 1(  1(1   ! 1(3 1)!   !`}
	Khudawadi           = &RangeTable{packed: ` 1*P 1+J   ! 1+P 1+Y   !`}
	Lao                 = &RangeTable{packed: `  Z!  Z"   !  Z$  Z&   "  Z'  Z*   !  Z,  ZC   !  ZE  ZG   "  ZH  Z]   !  [   [$` +
		`   !  [&  [(   "  [)  [.   !  [0  [9   !  [<  [?   !`}
	Latin = &RangeTable{packed: `  !!  !:   !  !A  !Z   !  "J  "Z   0  #   #6   !  #8  #V   !  #X  *X   !  +@  +D` +
		`   ! !T  !TE   ! !TL !U<   ! !UB !UE   ! !UK !UW   ! !UY !V^   ! !X  ![_   ! "!Q` +
		` "!_   . ""0 ""<   ! "$J "$K   ! "$R "%.   < "%@ "&(   ! "Q@ "Q_   ! *<B *>'   !` +
		` *>+ *?*   ! *?0 *?1   ! *?3 *?5   " *?6 *?9   ! *?R *?_   ! *LP *M:   ! *M< *MD` +
		`   ! *MF *MI   ! /L  /L&   ! /\A /\Z   ! /]! /]:   ! 0>  0>%   ! 0>' 0>P   ! 0>R` +
		` 0>Z   ! =\  =\>   ! =\E =\J   !`}
	Lepcha   = &RangeTable{packed: ` !P  !PW   ! !P[ !Q)   ! !Q- !Q/   !`}
	Limbu    = &RangeTable{packed: ` !D  !D>   ! !D@ !DK   ! !DP !D[   ! !E  !E$   $ !E% !E/   !`}
	Linear_A = &RangeTable{packed: ` 08  0<V   ! 0=  0=5   ! 0=@ 0=G   !`}
	Linear_B = &RangeTable{packed: ` 0   0 +   ! 0 - 0 F   ! 0 H 0 Z   ! 0 \ 0 ]   ! 0 _ 0!-   ! 0!0 0!=   ! 0"  0#Z` +
		`   !`}
	Lisu      = &RangeTable{packed: ` *30 *3_   ! 1^P 1^P   !`}
	Lycian    = &RangeTable{packed: ` 0*  0*<   !`}
	Lydian    = &RangeTable{packed: ` 0D@ 0DY   ! 0D_ 0D_   !`}
	Mahajani  = &RangeTable{packed: ` 1%0 1%V   !`}
	Makasar   = &RangeTable{packed: ` 1[@ 1[X   !`}
	Malayalam = &RangeTable{packed: `  T   T,   !  T.  T0   !  T2  U$   !  U&  U(   !  U*  U/   !  U4  UC   !  UF  U_` +
		`   !`}
	Mandaic       = &RangeTable{packed: `  A   A;   !  A>  A>   !`}
	Manichaean    = &RangeTable{packed: ` 0K  0KF   ! 0KK 0KV   !`}
	Marchen       = &RangeTable{packed: ` 1QP 1R/   ! 1R2 1RG   ! 1RI 1RV   !`}
	Masaram_Gondi = &RangeTable{packed: ` 1T  1T&   ! 1T( 1T)   ! 1T+ 1TV   ! 1TZ 1T\   " 1T] 1T_   " 1U  1U'   ! 1U0 1U9` +
		`   !`}
	Medefaidrin            = &RangeTable{packed: ` 6Y  6Z:   !`}
	Meetei_Mayek           = &RangeTable{packed: ` *K@ *KV   ! *O  *OM   ! *OP *OY   !`}
	Mende_Kikakui          = &RangeTable{packed: ` >@  >C$   ! >C' >C6   !`}
	Meroitic_Cursive       = &RangeTable{packed: ` 0F@ 0FW   ! 0F\ 0G/   ! 0G2 0G_   !`}
	Meroitic_Hieroglyphs   = &RangeTable{packed: ` 0F  0F?   !`}
	Miao                   = &RangeTable{packed: ` 6\  6]*   ! 6]/ 6^'   ! 6^/ 6^?   !`}
	Modi                   = &RangeTable{packed: ` 18  19$   ! 190 199   !`}
	Mongolian              = &RangeTable{packed: ` !@  !@!   ! !@$ !@&   " !@' !@9   ! !@@ !AX   ! !B  !BJ   ! 19@ 19L   !`}
	Mro                    = &RangeTable{packed: ` 6I  6I>   ! 6I@ 6II   ! 6IN 6IO   !`}
	Multani                = &RangeTable{packed: ` 1*  1*&   ! 1*( 1**   " 1*+ 1*-   ! 1*/ 1*=   ! 1*? 1*I   !`}
	Myanmar                = &RangeTable{packed: ` !   !"?   ! *G@ *G^   ! *I@ *I_   !`}
	Nabataean              = &RangeTable{packed: ` 0B  0B>   ! 0BG 0BO   !`}
	Nag_Mundari            = &RangeTable{packed: ` >30 >3Y   !`}
	Nandinagari            = &RangeTable{packed: ` 1F@ 1FG   ! 1FJ 1G7   ! 1G: 1GD   !`}
	New_Tai_Lue            = &RangeTable{packed: ` !F  !FK   ! !FP !G)   ! !G0 !G:   ! !G> !G?   !`}
	Newa                   = &RangeTable{packed: ` 10  11;   ! 11= 11A   !`}
	Nko                    = &RangeTable{packed: `  ?   ?Z   !  ?]  ?_   !`}
	Nushu                  = &RangeTable{packed: ` 6_A ;%P $&/ ;%Q ;+[   !`}
	Nyiakeng_Puachue_Hmong = &RangeTable{packed: ` >$  >$L   ! >$P >$]   ! >%  >%)   ! >%. >%/   !`}
	Ogham                  = &RangeTable{packed: ` !:  !:<   !`}
	Ol_Chiki               = &RangeTable{packed: ` !Q0 !Q_   !`}
	Old_Hungarian          = &RangeTable{packed: ` 0R  0RR   ! 0S  0SR   ! 0SZ 0S_   !`}
	Old_Italic             = &RangeTable{packed: ` 0,  0,C   ! 0,M 0,O   !`}
	Old_North_Arabian      = &RangeTable{packed: ` 0J  0J?   !`}
	Old_Permic             = &RangeTable{packed: ` 0-0 0-Z   !`}
	Old_Persian            = &RangeTable{packed: ` 0.@ 0/#   ! 0/( 0/5   !`}
	Old_Sogdian            = &RangeTable{packed: ` 0\  0\G   !`}
	Old_South_Arabian      = &RangeTable{packed: ` 0I@ 0I_   !`}
	Old_Turkic             = &RangeTable{packed: ` 0P  0Q(   !`}
	Old_Uyghur             = &RangeTable{packed: ` 0]P 0^)   !`}
	Oriya                  = &RangeTable{packed: `  L!  L#   !  L%  L,   !  L/  L0   !  L3  LH   !  LJ  LP   !  LR  LS   !  LU  LY` +
		`   !  L\  M$   !  M'  M(   !  M+  M-   !  M5  M7   !  M<  M=   !  M?  MC   !  MF` +
		`  MW   !`}
	Osage           = &RangeTable{packed: ` 02P 033   ! 038 03[   !`}
	Osmanya         = &RangeTable{packed: ` 02  02=   ! 02@ 02I   !`}
	Pahawh_Hmong    = &RangeTable{packed: ` 6L  6M%   ! 6M0 6M9   ! 6M; 6MA   ! 6MC 6MW   ! 6M] 6N/   !`}
	Palmyrene       = &RangeTable{packed: ` 0A@ 0A_   !`}
	Pau_Cin_Hau     = &RangeTable{packed: ` 1K  1KX   !`}
	Phags_Pa        = &RangeTable{packed: ` *A  *AW   !`}
	Phoenician      = &RangeTable{packed: ` 0D  0D;   ! 0D? 0D?   !`}
	Psalter_Pahlavi = &RangeTable{packed: ` 0N  0N1   ! 0N9 0N<   ! 0NI 0NO   !`}
	Rejang          = &RangeTable{packed: ` *DP *E3   ! *E? *E?   !`}
	Runic           = &RangeTable{packed: ` !:@ !;J   ! !;N !;X   !`}
	Samaritan       = &RangeTable{packed: `  @   @M   !  @P  @^   !`}
	Saurashtra      = &RangeTable{packed: ` *B  *C%   ! *C. *C9   !`}
	Sharada         = &RangeTable{packed: ` 1&  1'?   !`}
	Shavian         = &RangeTable{packed: ` 010 01_   !`}
	Siddham         = &RangeTable{packed: ` 16  16U   ! 16X 17=   !`}
	SignWriting     = &RangeTable{packed: ` =@  =J+   ! =J; =J?   ! =JA =JO   !`}
	Sinhala         = &RangeTable{packed: `  V!  V#   !  V%  V6   !  V:  VQ   !  VS  V[   !  V]  W    #  W!  W&   !  W*  W/` +
		`   %  W0  W4   !  W6  W8   "  W9  W?   !  WF  WO   !  WR  WT   ! 1'A 1'T   !`}
	Sogdian      = &RangeTable{packed: ` 0\P 0]9   !`}
	Sora_Sompeng = &RangeTable{packed: ` 1#0 1#H   ! 1#P 1#Y   !`}
	Soyombo      = &RangeTable{packed: ` 1I0 1JB   !`}
	Sundanese    = &RangeTable{packed: ` !N  !N_   ! !S  !S'   !`}
	Syloti_Nagri = &RangeTable{packed: ` *@  *@L   !`}
	Syriac       = &RangeTable{packed: `  <   <-   !  </  =*   !  =-  =/   !  A@  AJ   !`}
	Tagalog      = &RangeTable{packed: ` !<  !<5   ! !<? !<?   !`}
	Tagbanwa     = &RangeTable{packed: ` !=@ !=L   ! !=N !=P   ! !=R !=S   !`}
	Tai_Le       = &RangeTable{packed: ` !E0 !EM   ! !EP !ET   !`}
	Tai_Tham     = &RangeTable{packed: ` !H@ !I>   ! !I@ !I\   ! !I_ !J)   ! !J0 !J9   ! !J@ !JM   !`}
	Tai_Viet     = &RangeTable{packed: ` *J  *K"   ! *K; *K?   !`}
	Takri        = &RangeTable{packed: ` 1:  1:Y   ! 1;  1;)   !`}
	Tamil        = &RangeTable{packed: `  N"  N#   !  N%  N*   !  N.  N0   !  N2  N5   !  N9  N:   !  N<  N>   "  N?  NC` +
		`   $  ND  NH   $  NI  NJ   !  NN  NY   !  N^  O"   !  O&  O(   !  O*  O-   !  O0` +
		`  O7   '  OF  OZ   ! 1_  1_Q   ! 1__ 1__   !`}
	Tangsa = &RangeTable{packed: ` 6IP 6J^   ! 6K  6K)   !`}
	Tangut = &RangeTable{packed: ` 6_@ 7     @ 7 ! 8?W   ! 8@  8K_   ! 8T  8T(   !`}
	Telugu = &RangeTable{packed: `  P   P,   !  P.  P0   !  P2  PH   !  PJ  PY   !  P\  Q$   !  Q&  Q(   !  Q*  Q-` +
		`   !  Q5  Q6   !  Q8  Q:   !  Q=  Q@   #  QA  QC   !  QF  QO   !  QW  Q_   !`}
	Thaana  = &RangeTable{packed: `  >   >Q   !`}
	Thai    = &RangeTable{packed: `  X!  XZ   !  Y   Y;   !`}
	Tibetan = &RangeTable{packed: `  \   ]'   !  ])  ]L   !  ]Q  ^7   !  ^9  ^\   !  ^^  _,   !  _.  _4   !  _9  _:` +
		`   !`}
	Tifinagh = &RangeTable{packed: ` "TP "UG   ! "UO "UP   ! "U_ "U_   !`}
	Tirhuta  = &RangeTable{packed: ` 12  13'   ! 130 139   !`}
	Toto     = &RangeTable{packed: ` >*0 >*N   !`}
	Ugaritic = &RangeTable{packed: ` 0.  0.=   ! 0.? 0.?   !`}
	Vai      = &RangeTable{packed: ` *4  *8K   !`}
	Vithkuqi = &RangeTable{packed: ` 05P 05Z   ! 05\ 06*   ! 06, 062   ! 064 065   ! 067 06A   ! 06C 06Q   ! 06S 06Y` +
		`   ! 06[ 06\   !`}
	Wancho           = &RangeTable{packed: ` >+  >+Y   ! >+_ >+_   !`}
	Warang_Citi      = &RangeTable{packed: ` 1B@ 1CR   ! 1C_ 1C_   !`}
	Yezidi           = &RangeTable{packed: ` 0Z  0ZI   ! 0ZK 0ZM   ! 0ZP 0ZQ   !`}
	Yi               = &RangeTable{packed: ` *   *2,   ! *20 *3&   !`}
	Zanabazar_Square = &RangeTable{packed: ` 1H  1I'   !`}
)

// Properties.
var (
	ASCII_Hex_Digit = &RangeTable{packed: `   P   Y   !  !!  !&   !  !A  !F   !`}
	Bidi_Control    = &RangeTable{packed: `  8< " . !GR " / " J   ; " K " N   ! "!F "!I   !`}
	Dash            = &RangeTable{packed: `   M  6*  5=  6^ !0   Y" !@& " 0  @* " 1 " 5   ! "!3 "![   H ""+ "(2  &' "X7 "X:` +
		`   # "XZ "X[   ! "Y  "Y=   = # < # P   4 #"@ /XQ ,V1 /XR /Y8   F /YC /\-  "J 0ZM` +
		` 0ZM   !`}
	Deprecated = &RangeTable{packed: `  %)  9S  4J  ]W  ]Y   " !>C !>D   ! "!J "!O   ! ",I ",J   !#@ !#@ !   !`}
	Diacritic  = &RangeTable{packed: `  !>  !@   "  "H  "O   '  "T  "W   #  "X  *P  'X  *Q  -.   !  -0  -7   !  -=  -B` +
		`   !  -T  -U   !  -Z  .$   *  .%  2#  #^  2$  2'   !  59  61   X  62  6A   !  6C` +
		`  6]   !  6_  7!   "  7"  7$   "  9+  92   !  97  98   !  ;?  ;@   !  ;E  ;F   !` +
		`  ;J  ;L   !  <P  =*   !  >F  >P   !  ?K  ?U   !  @8  @9   !  B8  B?   !  C)  C2` +
		`   !  CC  C^   !  D\  E-   1  E1  E4   !  EQ  F\  !+  G-  H\  !O  I-  J\  !O  K-` +
		`  K]   P  K^  K_   !  L\  M-   1  M5  O-  !X  P\  Q-   1  R\  S-   1  T[  T\   !` +
		`  U-  Y'  !]  Y(  Y,   !  Y.  ZZ  !L  [(  [,   !  \8  \9   !  \U  \Y   "  \^  \_` +
		`   !  ^"  ^$   !  ^&  ^'   !  _& ! W  !Q ! Y ! Z   ! !!C !!D   ! !!I !!M   ! !"'` +
		` !"-   ! !"/ !":   + !"; !-=  +" !-> !-?   ! !<4 !<5   ! !?) !?3   ! !?= !DY  %<` +
		` !DZ !D[   ! !IU !I\   ! !I_ !JP   Q !JQ !J^   ! !K! !K+   ! !LT !M$   0 !MK !MS` +
		`   ! !NJ !NK   ! !PV !PW   ! !QX !Q]   ! !S0 !SH   ! !SM !ST   ' !SW !SY   ! !TL` +
		` !UJ   ! !W$ !W/   ! !WU !W_   ! !^] !^_   " !_  !_!   ! !_- !_/   ! !_= !_?   !` +
		` !_M !_O   ! !_] !_^   ! "SO "SQ   ! "XO # J  '[ # K # O   ! #"9 #"<   ! ##\ *9O` +
		` '5S *9\ *9]   ! *9_ *:<   = *:= *;P  !3 *;Q *<    / *<! *<A   ! *>( *>*   ! *?X` +
		` *?Y   ! *C$ *C@   < *CA *CQ   ! *DK *DN   ! *E3 *FS  !@ *G  *GE   E *I[ *I]   !` +
		` *J_ *K"   ! *KV *M;  !E *M< *M?   ! *MI *MK   ! *OL *OM   ! /L> /X@  ," /XA /XO` +
		`   ! /\^ /]    " /]P /^>   N /^? /_C  !$ 0+@ 0>   2@ 0>! 0>%   ! 0>' 0>P   ! 0>R` +
		` 0>Z   ! 0KE 0KF   ! 0TB 0TG   ! 0[] 0[_   ! 0]& 0]0   ! 0^" 0^%   ! 1!& 1!P   J` +
		` 1"Y 1"Z   ! 1$S 1$T   ! 1%S 1'   !- 1'* 1',   ! 1(U 1(V   ! 1+I 1+J   ! 1,\ 1--` +
		`   1 1-F 1-L   ! 1-P 1-T   ! 11" 11&   $ 13" 13#   ! 16_ 17    ! 18_ 1:V  !W 1:W` +
		` 1<K  !T 1@Y 1@Z   ! 1D] 1D^   ! 1E# 1G@  "= 1HT 1I'   3 1J9 1P_  &F 1U" 1U$   "` +
		` 1U% 1V7  !2 31' 315   ! 6KP 6KT   ! 6LP 6LV   ! 6^/ 6^?   ! 6_P 6_Q   ! :_P :_S` +
		`   ! :_U :_[   ! :_] :_^   ! <\  <\M   ! <\P <]&   ! =%G =%I   ! =%M =%R   ! =%[` +
		` =&"   ! =&% =&+   ! =&J =&M   ! > P >!M   ! >$P >$V   ! >*N >+L   ^ >+M >+O   !` +
		` >C0 >C6   ! >E$ >E&   ! >E( >E*   !`}
	Extender = &RangeTable{packed: `  "W  +0  (9  +1  9   -O  ?Z  M5  -;  Y&  [&  "  !@* !A#   Y !JG !PV  &/ !Q[ # %` +
		` !.* # Q # U   ! #"= #">   ! ##\ ##^   ! * 5 *8,  7W *G/ *GF   7 *IP *K=  !M *KS` +
		` *KT   ! /]P /]P   ! 0>! 0>"   ! 1-= 17&  )I 17' 17(   ! 1J8 6M" %"J 6M# 6_@  2=` +
		` 6_A 6_C   " >$\ >$]   ! >E$ >E&   !`}
	Hex_Digit            = &RangeTable{packed: `   P   Y   !  !!  !&   !  !A  !F   ! /\0 /\9   ! /\A /\F   ! /]! /]&   !`}
	Hyphen               = &RangeTable{packed: `   M  "M  "   6* !@& !)\ " 0 " 1   ! "X7 ##[  +D /YC /\-  "J /]E /]E   !`}
	IDS_Binary_Operator  = &RangeTable{packed: ` "_P "_Q   ! "_T "_[   !`}
	IDS_Trinary_Operator = &RangeTable{packed: ` "_R "_S   !`}
	Ideographic          = &RangeTable{packed: ` # & # '   ! # A # I   ! # X # Z   ! #0  $V_   ! $X  )__   ! /D  /IM   ! /IP /K9` +
		`   ! 6_D 7     < 7 ! 8?W   ! 8@  8S5   ! 8T  8T(   ! ;%P ;+[   ! @   J;?   ! J< ` +
		` K<Y   ! K=  K@=   ! K@@ LZA   ! LZP NO@   ! O@  OH=   ! P   Q-*   ! Q-0 R.O   !`}
	Join_Control            = &RangeTable{packed: ` " , " -   !`}
	Logical_Order_Exception = &RangeTable{packed: `  Y   Y$   !  [   [$   ! !FU !FW   ! !FZ *JU )#[ *JV *JY   # *J[ *J\   !`}
	Noncharacter_Code_Point = &RangeTable{packed: ` /W0 /WO   ! /_^ /__   ! ?_^ ?__   ! O_^ O__   ! __^ ___   !!/_^!/__   !!?_^!?__` +
		`   !!O_^!O__   !!__^!___   !"/_^"/__   !"?_^"?__   !"O_^"O__   !"__^"___   !#/_^` +
		`#/__   !#?_^#?__   !#O_^#O__   !#__^#___   !$/_^$/__   !`}
	Other_Alphabetic = &RangeTable{packed: `  -%  6P  )K  6Q  6]   !  6_  7!   "  7"  7$   "  7%  7'   "  80  8:   !  9+  97` +
		`   !  99  9?   !  9P  ;6  !F  ;7  ;<   !  ;A  ;D   !  ;G  ;H   !  ;M  <1   D  <P` +
		`  <_   !  >F  >P   !  @6  @7   !  @;  @C   !  @E  @G   !  @I  @L   !  C4  C?   !` +
		`  CC  CI   !  CP  D#   !  DZ  D[   !  D^  E,   !  E.  E/   !  E5  E7   !  EB  EC` +
		`   !  F!  F#   !  F^  G$   !  G'  G(   !  G+  G,   !  G7  GB   +  GC  H!   >  H"` +
		`  H#   !  H^  I"   !  I'  I(   !  I+  I,   !  I1  IP   ?  IQ  IU   $  J!  J#   !` +
		`  J^  K%   !  K'  K)   !  K+  K,   !  KB  KC   !  KZ  K\   !  L!  L#   !  L^  M$` +
		`   !  M'  M(   !  M+  M,   !  M6  M7   !  MB  MC   !  N"  N^   \  N_  O"   !  O&` +
		`  O(   !  O*  O,   !  O7  P    I  P!  P$   !  P^  Q$   !  Q&  Q(   !  Q*  Q,   !` +
		`  Q5  Q6   !  QB  QC   !  R!  R#   !  R^  S$   !  S&  S(   !  S*  S,   !  S5  S6` +
		`   !  SB  SC   !  SS  T    -  T!  T#   !  T^  U$   !  U&  U(   !  U*  U,   !  U7` +
		`  UB   +  UC  V!   >  V"  V#   !  W/  W4   !  W6  W8   "  W9  W?   !  WR  WS   !` +
		`  XQ  XT   #  XU  XZ   !  Y-  ZQ  !D  ZT  ZY   !  Z[  Z\   !  [-  ]Q  "D  ]R  ^#` +
		`   !  ^-  ^7   !  ^9  ^\   ! ! K ! V   ! ! X ! [   # ! \ ! ^   ! !!6 !!9   ! !!>` +
		` !!@   ! !!B !!D   ! !!G !!M   ! !!Q !!T   ! !"" !"-   ! !"/ !":   + !"; !"=   !` +
		` !<2 !<3   ! !<R !<S   ! !=2 !=3   ! !=R !=S   ! !>V !?(   ! !B% !B&   ! !BI !D@` +
		`  !W !DA !DK   ! !DP !DX   ! !H7 !H;   ! !I5 !I>   ! !IA !IT   ! !J_ !K    ! !K,` +
		` !K.   ! !L  !L$   ! !LU !M#   ! !N  !N"   ! !NA !NI   ! !NL !NM   ! !OG !OQ   !` +
		` !PD !PV   ! !WG !WT   ! "2V "3I   ! "W@ "W_   ! *9T *9[   ! *:> *:?   ! *@" *@+` +
		`   ) *@C *@G   ! *B  *B!   ! *BT *C#   ! *C% *C_   Z *DF *DJ   ! *E' *E2   ! *F ` +
		` *F#   ! *FT *F_   ! *GE *HI  !$ *HJ *HV   ! *I# *I,   ) *I- *I[   N *I\ *I]   !` +
		` *JP *JR   " *JS *JT   ! *JW *JX   ! *J^ *KK   M *KL *KO   ! *KU *OC  #N *OD *OJ` +
		`   ! /L> /L>   ! 0-V 0-Z   ! 0H! 0H#   ! 0H% 0H&   ! 0H, 0H/   ! 0TD 0TG   ! 0ZK` +
		` 0ZL   ! 1   1 "   ! 1 X 1!%   ! 1!S 1!T   ! 1"  1""   ! 1"P 1"X   ! 1#" 1$    ^` +
		` 1$! 1$"   ! 1$G 1$R   ! 1%% 1%&   ! 1&  1&"   ! 1&S 1&_   ! 1'. 1'/   ! 1(L 1(T` +
		`   ! 1(W 1(^   ' 1)! 1+?  "> 1+@ 1+H   ! 1,  1,#   ! 1,^ 1-$   ! 1-' 1-(   ! 1-+` +
		` 1-,   ! 1-7 1-B   + 1-C 10U  #2 10V 11!   ! 11# 11%   ! 12P 13!   ! 16O 16U   !` +
		` 16X 16^   ! 17< 17=   ! 18P 18^   ! 19  1:K  !K 1:L 1:U   ! 1<= 1<J   ! 1@L 1@X` +
		`   ! 1DP 1DU   ! 1DW 1DX   ! 1D[ 1D\   ! 1E  1E"   " 1G1 1G7   ! 1G: 1G?   ! 1GD` +
		` 1H!   = 1H" 1H*   ! 1HU 1HY   ! 1H[ 1H^   ! 1I1 1I;   ! 1J* 1J7   ! 1PO 1PV   !` +
		` 1PX 1P^   ! 1R2 1RG   ! 1RI 1RV   ! 1TQ 1TV   ! 1TZ 1T\   " 1T] 1T_   " 1U  1U!` +
		`   ! 1U# 1U'   $ 1V* 1V.   ! 1V0 1V1   ! 1V3 1V6   ! 1[S 1[V   ! 1\  1\!   ! 1\#` +
		` 1\T   Q 1\U 1\Z   ! 1\^ 1]    ! 6]/ 6]1   " 6]2 6^'   ! 6^/ 6^2   ! 6_P 6_Q   !` +
		` ;R> >   "-B > ! > &   ! > ( > 8   ! > ; > A   ! > C > D   ! > F > J   ! >"/ >E'` +
		`  BX ?$P ?%)   ! ?%0 ?%I   ! ?%P ?&)   !`}
	Other_Default_Ignorable_Code_Point = &RangeTable{packed: `  -/ !%?  X0 !%@ !>T  94 !>U "!E  BP #%D /^@ ,X\ /_P /_X   !#@  #@ "   "#@ ##@ ?` +
		`   !#@" #@#_   !#@'P#@__   !`}
	Other_Grapheme_Extend = &RangeTable{packed: `  F^  G7   9  L^  M7   9  N^  O7   9  S"  S5   3  S6  T^  !H  U7  W/  !X  W? !LU` +
		`  U6 " , # N ! B # O /^> ,]O /^? /^?   ! 1,^ 1-7   9 12P 12]   - 16O 1DP  .! =%E` +
		` =%N   ) =%O =%R   !#@ @#@!_   !`}
	Other_ID_Continue = &RangeTable{packed: `  "W  .'  +0 !-I !-Q   ! !G: !G:   !`}
	Other_ID_Start    = &RangeTable{packed: ` !B% !B&   ! "$8 "$N   6 #"; #"<   !`}
	Other_Lowercase   = &RangeTable{packed: `  "J  "Z   0  *P  *X   !  +   +!   !  +@  +D   !  -%  -Z   U !#\ !TL  PP !TM !UJ` +
		`   ! !UX !V;   C !V< !V_   ! "!Q "!_   . ""0 ""<   ! "%P "%_   ! "30 "3I   ! "Q\` +
		` "Q]   ! *:< *:=   ! *=P *?R  "" *?S *?T   ! *?X *?Y   ! *M< *M?   ! *MI *MI   !` +
		` 0>  0>#   # 0>$ 0>%   ! 0>' 0>P   ! 0>R 0>Z   ! > P >!M   !`}
	Other_Math = &RangeTable{packed: `  !>  /0  -R  /1  /2   !  /5  /P   ;  /Q  /T   #  /U " 6 !PA " R " T   ! "!  "!A` +
		`   A "!B "!D   ! "!] "!^   ! ""- "".   ! "#0 "#<   ! "#A "#E   $ "#F "#K   % "#L` +
		` "#O   ! "$" "$'   % "$* "$3   ! "$5 "$9   $ "$: "$=   ! "$D "$H   $ "$I "$L   #` +
		` "$M "$O   " "$P "$Q   ! "$S "$X   ! "$\ "$_   ! "%% "%)   ! "&5 "&9   ! "&< "&?` +
		`   ! "&A "&B   ! "&D "&E   ! "&G "&I   " "&J "&M   ! "&P "&Q   ! "&V "&W   ! "&\` +
		` "'-   ! "'0 "'1   ! "'3 "'5   " "'6 "';   ! "'= "'D   ' "'E ",(  $C ",) ",+   !` +
		` ".T ".U   ! ".W "/0   9 "/B "6@  &^ "6A "6N   - "6O "6V   ! "6\ "7    ! "7& "7'` +
		`   ! "7* "7+   ! "7/ "73   ! "7B "7D   " "7G "7L   ! "8% "8&   ! "9  "9"   " "9@` +
		` "9C   ! "9M "9N   ! "?% "?&   ! "?F "?O   ! "F# "F8   ! "G8 "G;   ! "G\ "G]   !` +
		` /YA /YC   " /YH /\\  #4 /\^ /\^   ! =0  =14   ! =16 =2<   ! =2> =2?   ! =2B =2E` +
		`   # =2F =2I   # =2J =2L   ! =2N =2Y   ! =2[ =2]   " =2^ =3#   ! =3% =4%   ! =4'` +
		` =4*   ! =4- =44   ! =46 =4<   ! =4> =4Y   ! =4[ =4^   ! =5  =5$   ! =5& =5*   $` +
		` =5+ =50   ! =52 =:E   ! =:H =;    ! =;" =;:   ! =;< =;Z   ! =;\ =<4   ! =<6 =<T` +
		`   ! =<V ==.   ! ==0 ==N   ! ==P =>(   ! =>* =>H   ! =>J =?"   ! =?$ =?+   ! =?.` +
		` =?_   ! >X  >X#   ! >X% >X?   ! >XA >XB   ! >XD >XG   # >XI >XR   ! >XT >XW   !` +
		` >XY >X[   " >Y" >Y'   % >Y) >Y-   " >Y. >Y/   ! >Y1 >Y2   ! >Y4 >Y7   # >Y9 >YA` +
		`   " >YB >YD   " >YG >YJ   ! >YL >YR   ! >YT >YW   ! >YY >Y\   ! >Y^ >Z    " >Z!` +
		` >Z)   ! >Z+ >Z;   ! >ZA >ZC   ! >ZE >ZI   ! >ZK >Z[   !`}
	Other_Uppercase = &RangeTable{packed: ` "%@ "%O   ! "2V "3/   ! ?$P ?%)   ! ?%0 ?%I   ! ?%P ?&)   !`}
	Pattern_Syntax  = &RangeTable{packed: `   A   O   !   Z  !    !  !;  !>   !  !@  ![   ;  !\  !^   !  "A  "G   !  "I  "K` +
		`   "  "L  "P   "  "Q  "[   %  "_  #7   8  #W " 0 !\9 " 1 " G   ! " P " ^   ! "!!` +
		` "!3   ! "!5 "!>   ! "&0 "1?   ! "4  "=U   ! ">4 "O_   ! "X  "Y_   ! # ! # #   !` +
		` # ( # @   ! # P /T^ ,T. /T_ /Y%  $& /Y& /Y&   !`}
	Pattern_White_Space          = &RangeTable{packed: `   )   -   !   @  "%  !E " . " /   ! " H " I   !`}
	Prepended_Concatenation_Mark = &RangeTable{packed: `  8   8%   !  ;=  </   R  B0  B1   !  CB  CB   ! 1"] 1#-   0`}
	Quotation_Mark               = &RangeTable{packed: `   B   G   %  "K  "[   0 " 8 " ?   ! " Y " Z   ! "Y" # ,  '* # - # /   ! # = # ?` +
		`   ! /Y! /Y$   ! /\" /\'   % /]B /]C   !`}
	Radical            = &RangeTable{packed: ` "Z  "Z9   ! "Z; "[S   ! "\  "_5   !`}
	Regional_Indicator = &RangeTable{packed: ` ?'F ?'_   !`}
	STerm              = &RangeTable{packed: `   A   N   -   _  6)  5*  8=  8?   !  ;4  <    L  <!  <"   !  ?Y  @W   ^  @Y  @]` +
		`   $  @^  ED  $F  EE !!*  ;E !!+ !-B  ,7 !-G !-H   ! !9N !<U  #' !<V !@#  #- !@)` +
		` !E$  $[ !E% !JH  %C !JI !JK   ! !M: !M;   ! !M> !M?   ! !M] !M^   ! !P[ !P\   !` +
		` !Q^ !Q_   ! " \ " ]   ! "!' "!)   ! "XN "X\   . "Y3 "Y4   ! # " *3_ '3] *8. *8/` +
		`   ! *;S *;W   $ *AV *AW   ! *C. *C/   ! *DO *G(  "9 *G) *I=  "4 *I> *I?   ! *KP` +
		` *KQ   ! *OK /Y2 %)G /Y6 /Y7   ! /\! /\.   - /\? /]A  !" 0I6 0I7   ! 0]5 0]9   !` +
		` 0^& 0^)   ! 1!' 1!(   ! 1"^ 1#!   ! 1%! 1%#   ! 1'% 1'&   ! 1'- 1'>   1 1'? 1(X` +
		`  !9 1(Y 1([   " 1(\ 1*I  !M 11+ 11,   ! 17" 17#   ! 17) 177   ! 19! 19"   ! 1<\` +
		` 1<^   ! 1E$ 1E&   " 1I" 1I#   ! 1J; 1J<   ! 1Q! 1Q"   ! 1[W 1[X   ! 1]# 1]$   !` +
		` 6IN 6IO   ! 6KU 6LW  !" 6LX 6M$   , 6Z8 ;R? $X' =J( =J(   !`}
	Sentence_Terminal = &RangeTable{packed: `   A   N   -   _  6)  5*  8=  8?   !  ;4  <    L  <!  <"   !  ?Y  @W   ^  @Y  @]` +
		`   $  @^  ED  $F  EE !!*  ;E !!+ !-B  ,7 !-G !-H   ! !9N !<U  #' !<V !@#  #- !@)` +
		` !E$  $[ !E% !JH  %C !JI !JK   ! !M: !M;   ! !M> !M?   ! !M] !M^   ! !P[ !P\   !` +
		` !Q^ !Q_   ! " \ " ]   ! "!' "!)   ! "XN "X\   . "Y3 "Y4   ! # " *3_ '3] *8. *8/` +
		`   ! *;S *;W   $ *AV *AW   ! *C. *C/   ! *DO *G(  "9 *G) *I=  "4 *I> *I?   ! *KP` +
		` *KQ   ! *OK /Y2 %)G /Y6 /Y7   ! /\! /\.   - /\? /]A  !" 0I6 0I7   ! 0]5 0]9   !` +
		` 0^& 0^)   ! 1!' 1!(   ! 1"^ 1#!   ! 1%! 1%#   ! 1'% 1'&   ! 1'- 1'>   1 1'? 1(X` +
		`  !9 1(Y 1([   " 1(\ 1*I  !M 11+ 11,   ! 17" 17#   ! 17) 177   ! 19! 19"   ! 1<\` +
		` 1<^   ! 1E$ 1E&   " 1I" 1I#   ! 1J; 1J<   ! 1Q! 1Q"   ! 1[W 1[X   ! 1]# 1]$   !` +
		` 6IN 6IO   ! 6KU 6LW  !" 6LX 6M$   , 6Z8 ;R? $X' =J( =J(   !`}
	Soft_Dotted = &RangeTable{packed: `  !I  !J   !  $O  ))  $:  )H  *=   U  *R  /S  %!  16  18   " !UB !V6   T !VD !VH` +
		`   $ !XM ![+  "> "!Q "%(  #7 "%) "Q\  LS =0B =0C   ! =16 =17   ! =2* =2+   ! =2^` +
		` =2_   ! =3R =3S   ! =4F =4G   ! =5: =5;   ! =6. =6/   ! =7" =7#   ! =7V =7W   !` +
		` =8J =8K   ! =9> =9?   ! =:2 =:3   ! =\: >!,  $R >!- >!H   ;`}
	Terminal_Punctuation = &RangeTable{packed: `   A   L   +   N   Z   ,   [   _   $  -^  .'   )  6)  7#   Z  8,  8;   /  8=  8?` +
		`   !  ;4  <    L  <!  <*   !  <,  ?X  #L  ?Y  @P   W  @Q  @^   !  A>  ED  $&  EE` +
		`  Y:  3U  Y;  \(  "M  \-  \2   ! !!* !!+   ! !-A !-H   ! !9N !;K  !] !;L !;M   !` +
		` !<U !<V   ! !?4 !?6   ! !?: !@"   H !@# !@%   ! !@( !@)   ! !E$ !E%   ! !JH !JK` +
		`   ! !M: !M;   ! !M= !M?   ! !M] !M^   ! !P[ !P_   ! !Q^ !Q_   ! " \ " ]   ! "!'` +
		` "!)   ! "XN "X\   . "Y! "Y,   + "Y. "Y/   ! "Y3 "Y4   ! # ! # "   ! *3^ *3_   !` +
		` *8- *8/   ! *;S *;W   ! *AV *AW   ! *C. *C/   ! *DO *G'  "8 *G( *G)   ! *I= *I?` +
		`   ! *K? *KP   1 *KQ *OK  #Z /Y0 /Y2   ! /Y4 /Y7   ! /\! /\,   + /\. /\:   , /\;` +
		` /\?   $ /]A /]D   # 0.? 0/0   Q 0A7 0D?  #( 0I6 0I7   ! 0KP 0KU   ! 0LZ 0L_   !` +
		` 0N9 0N<   ! 0]5 0]9   ! 0^& 0^)   ! 1!' 1!-   ! 1"^ 1#!   ! 1%! 1%#   ! 1'% 1'&` +
		`   ! 1'- 1'>   1 1'? 1(X  !9 1(Y 1(\   ! 1*I 11+  &B 11, 11-   ! 11: 11;   ! 17"` +
		` 17%   ! 17) 177   ! 19! 19"   ! 1<\ 1<^   ! 1E$ 1E&   " 1I" 1I#   ! 1J; 1J<   !` +
		` 1JA 1JB   ! 1Q! 1Q#   ! 1QQ 1[W  *& 1[X 1]#  !+ 1]$ 21P  4L 21Q 21T   ! 6IN 6IO` +
		`   ! 6KU 6LW  !" 6LX 6LY   ! 6M$ 6Z7  -3 6Z8 ;R? $X' =J' =J*   !`}
	Unified_Ideograph = &RangeTable{packed: ` #0  $V_   ! $X  )__   ! /H. /H/   ! /H1 /H3   " /H4 /H?   + /HA /HC   " /HD /HG` +
		`   # /HH /HI   ! @   J;?   ! J<  K<Y   ! K=  K@=   ! K@@ LZA   ! LZP NO@   ! P  ` +
		` Q-*   ! Q-0 R.O   !`}
	Variation_Selector = &RangeTable{packed: ` !@+ !@-   ! !@/ /X  .7Q /X! /X/   !#@$ #@'O   !`}
)
