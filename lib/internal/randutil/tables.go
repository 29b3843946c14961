// Made by scripts/rand-tables. Do not edit.

package randutil

// cooked are the constants of math/rand, 11 digits each.
const cooked = `,7W2C/KF/_J,![2D&ZEE];!->Q1/+@:\/$H$^URG0Y7K*?H@QQW$,^.'U=Y.B/-\'#&,ASW=#_X6I$++` +
	`!E5JG_EA&XFR-% Z-?2$FG41\T$?J@''M=TDBIE!5)U<G\9?ZBU<#^]JSE* 4-H'#Z,UEIDC0+*X0^T[` +
	`.IFH"/>?O*F+O-&*)?WS+$NHX"L &1UY3*\RL;#]J,C0DXRRO,9"S)(? 10K*$BAI]/\X!H*6QHQ$GKS` +
	`D@%L'I/F]PIV6&HJESPI@26&&JD,]OW>E+A(.4(6X[BLF>-N J<516YE\ /#\N_SR_=I*:UY#'N_R$, ` +
	`[(4S29*5/U"YJ%#+?$-'I+WD8IE9T;%)&>93#AV.'E1 X5U&%5FZYC+V_EL3ITJ!W+!/8H9JVB#S"&0V` +
	`A9&VY>_%!QASP8,I5Z#X[4#H9VI!+#/CB*7RQX4H+['"ZP9T.AW  E:7#X&_!R/?1BA3V3ZB&*1N^7BT` +
	`U'-,'@O\5<Q)Z>.  D&PK5F^NF-K%25D?Z5LO&&5^O*(3"TY%:<*[VP[S1= N+8#E0C.(>.\5=G!4-=*` +
	`[!U>D KU\=CW!Z0+1A]?]0W'\B>WR/X.MY#AY#F(!Z[N8$2!CJQY(N%Q 98UL50VM- (2_N)3,<I::*>` +
	`%44'CLRF])RS%5:QNN=&#R@D 3Y:&]) Q0%&U^4(=I,TUV/^36LEP-Z8&+2J%538$WS?OUD,]J@/61Z:` +
	`T%LN!6!=GZPO;^#XI+@D<I)34IGR+KF19=:7DSK.SJ>!5<.\,K$XI7E-7K.AN(N0:II/K;L(/U0"&KV1` +
	`&/)*T#A:S]&=;\+OFU*7AT3J?/P)GS.WFP.<-EX(B2$#%HU!=..+Q%U1K/%/X+Y]4WDX^.$-^@J'L^\.` +
	`.H)V>Q[0Y=I%&>P\?,3% 1 M'F0_$$^/5#\'X'[/SEOB*72T+BW&2*^$4>ZA_(?,=A,A07M[W\=;=/MN` +
	`UXX '.D%-?,"C9$]&BZ!3",=LN1"G0.(<S9J0E#W3&9(:?4HC\+1-W%;V!.%H^U$%1Y*NPL?KV.R61^C` +
	`.I[DG':G0AA]OF'>(!WC4!)> X\))Q1$;";.03&5'6\ 9YW + X(>!U@V&T7)\/#^G5]7'@$=N8K\SB&` +
	`Y7(QQ#/]23K3F"3H5J6>.)FE%2??(M7@QB:)@(4YP& @ 4+C\6>ZR451G/./_XN$F:84/6F*^<Z/5(B%` +
	`"+@H,K3$@X/40G\=H+_C>-,<K?%<Q3\,,%R!0E :U@F.D <5(0O);Z <$_C4VTY/[,9<FV[,KOM*(NOQ` +
	`S"2OD 9 ?PM9G7>(GJ!C>"DFX^EB;"\73G')@P_P+1PMX"B9X7=""FMV$CL6*^)'OO23-Q8,B/M[MU F` +
	`LR8C- ]'*^:'P30*7P^0F\KNDA$:J?.V='(X+/S8IYYZ8K;Y#K$SP6\Z#\4$7%>: (H#?$$!3B(Y2>1+` +
	`0/B/H+(HGWL7%'[KUT@ KW:(KD Z@2RD>$ U^HC<RGZ10,L_!+\"MO((,>69#Z*.>TS/V2UY[76V09"%` +
	`H(<BR6.BL.D].O][1NDQ#:PA8S\MRMJ*Y>/)_G_Q%G"KTPY4Y',*E.;$_0=OZW9V%#OM?LQ[>=S&U_)#` +
	`-9V_RN'&3YT T#@_;(_U'W.DQMV2)132V[Z'*EF,!J<D4@UPU!##-%KT9$@62(U%:U@,+-;<%QBO UJA` +
	`"GO$AT3JFXZ3E>!CO%()<A*[A$H>,K<Z<>(T _N;R?$4BC $9.+CO@TN2A".[9_2"X6 ( \1M4'H)',G` +
	`*Y]^0Q]*J_7%3A])84+#D:!U #O8E^D)T)D&EF80SIX3")%6337P<S:.9!0CFWVI(@+2?D)'V)U56(*1` +
	`:SUD*(J])]2T*''!F^@&0J9FS[C/"A(R=F!VP8ZV#&/?HF%8MGY*,X\_C;K[,+?+;DZRNE4V3_&_2%YX` +
	`-=Q?1+EQHK<V(D?;-OESR75$,4[),/**US<U)A%J5W0$$?^N+#"ML4!S6+1:'^T1W9X3!"#!L@Z/3K!U` +
	`0&-PG7T"VQ\#9',M^-VF>P\G+8F-Z_$A,B%&')ADF#B_8Q-\&'^XP)W]8)73(@4MK!15'K3!(;D>*[I#` +
	`)G(A]*SM%%$>8!P4L-6:X*@"4U"G?J"Y$(:?L+\%IS3%<G.K!1*:< +KD]_MQGT/R!Q;V%?HN+](-K5E` +
	`!AI<?-9#]1BJV<0G 4$Q#P[C,CH(8)@?NE9ODM^W >LJL54-<"L%^PB! XR[R//)#M55LOKIS&,4GS [` +
	`YY_4/:JWD,?<21U$S2I5>VR\)+"&\:77!:=YR,KWC/0,=H$T/$\W6)*$A6?-5ST 0;.0T^&GJB]D[K>@` +
	`&%>+KSUXS6'R#,8J3I_:)W)"VG4!R]OE(U%MM1(R;L1(  -E9LIF\C&T+B>4>GBMS?D'!&AU0<FVC/"C` +
	`?**-=*3?)(O^LG5I1+"U"G"04/"(TZ</3]>4^- @:/ 60\&C?%>5].2MF*VKC< )$%5L8*!E*0&,Y&,"` +
	`?4_W0_-,&(Q%H[ A%*X!F$F&P,,Y,QAF#96F Y:+:TLA*O/04:'"J\4IP;.%Z#5'R\F5WCI &("N-GIZ` +
	`%9?(I)ZA@=VZPT%.GO+DH4\Y!**J$R5&H6\Z-;!9F-+R2AB)+_:LZ\DZ!Q'I ,H"I;.I1%H8.X^!9EHD` +
	`"(K3(#2P.1D(6>/4U8NCJF+FB@XG++^5C(.B#+B5$O[D,O6D;!ALPR](@YNOCSK)\)%W? [/MT<2X/8F` +
	`E,3+@NT)-#& [F'F]-@(58VO> 0F97,A_VQMBGC*K-=Y.-46AB_A.,Z5I8G6>P  4;R"\72Y#9*L[7>O` +
	`*TER&*AV:]#=FS7;$)?)K:#RA2'%T\*T"@=O93'1DZ8IR^-8T"\"W3[J3GA!$"7?^A"4GAW/OP&M22*Q` +
	`UB,J5G"J+3NHI&G*?*$04S@"&LV26-7)'O9']\!V1<I[(R+C&/Z4*XV=[*"W_71P.4?8",?L:#<C.!Y!` +
	`:V,T*WR6YW,TYJ0G7YH G!0G:%L9RNS=)R<;-*.D;=-)'!^WD.#3I4'YGT[VX&[81-.6_ V)]N(1$5^K` +
	`/NP2>LB!WAEYOU94W5%U#;*=872C*-/7XH8R&-EY"^GOCS/G19%!^WI^%[GLRP"LK'\[9*<*"-A:D#=>` +
	`9#$-,LS:A81(GV]&-I)?6Z^'#-$/@T"5+A'%> @.Q75W(9)'!=>Y ]8^]EQ#UXS#9;K;SA(25H':#D#*` +
	`5(^)P-,Y:CM3&.;J!R(V(BF#^OC9QW7*>!.K$#3]1G2B3 '^,=C'WWW$ -M@ ,X?=;;(P&(?=H(@J7%G` +
	`6J,QZ""<'"KJ5RKX1G5@!R1 3;)_?G#,<^W?X1$X7B'GMN:*FHX??-56T7K<Q?;[/<G"?EK**/'%4M:?` +
	`!"C<YJ)R[M+Z:DL(6$\WKO;*]!Q=--#$1#-UZF8#Q\'>6SS!W* 2#$:=B7JO9%[D'+0,J!XL$,X6VCE'` +
	`;_\--J'W#4^:+_,KJS+DGL,M<#_=KD%CX!#D Y_5%*HR1[@'YA,518EPS+(N"' L0!4QU,1$SQ'YA 8(` +
	`"4VMZ=@+VM-#,7AM6A)OE_,FIS7"#<MN3-?G6@=4)%':*3EH0TH99$$) DZ\OXN.:O @3?#. \R4C#*C` +
	`$1BI7D)?+UD"V% @"L>)9^/-#Q*QQ? ,0B>A_NKFG/$;^[.Z/@A!#M_PZT-'--K+^R]-EHMUG#$R$=59` +
	`)!=("."H"RIB-OJ#(:EN&<:@SKC'E@B"CKC^6- ,KRY]7(><7!+2).7<?A;>"GFBX)1X-25"O 2G4(RP` +
	`BC(7X-:9(,ITE$TGF?>7[!FH$0ZK<!V\NT0(DU?>)WY&<7*]Y!ZZV/)UL"?.:^ $VULU)N_ BC96_'8*` +
	`XQX7LEX;-C"/I0IZ5?;DE)4.7ZL\?F@E"KJ-G&_GUDS++2[T,Y,A L U^TA['?\C!.I?$H#TCF)'!>W1` +
	`\WS$:Y". !!@ZI^H..*RG4(Q;S/R$*.JH(0_!/EC/E)]Z3HZ].E"*':][]0=]L,$D<D\'YIY\+]'#?(]` +
	`6J:T"F8-2"9]9"X!',D/18E64] -5#:&K*/C1'A"S%PK&S3; BWFS:4K(0 +]RU0N$^6XL)1P>?CK"/6` +
	`0&ELMR&"!0AR-2(6\FL-M6G&RXB+5Y_I?A&*4@A!2!.3]#SO>0@6N3<!+VG>B:^$V56/N/AA,4W:@H B` +
	`BM[@#KEO/-/(J1[0,C% (<  :"X9^P^.3VP?FPD]WE(X(:^R\"X-X)YU49? ;_S'"1G!>XT\@3X,>2=8` +
	`+5%B9,+/A>Z1U1A,\*,_$1M<JK3B*(]CA840R5>$CQ*+-$T(&<&S1(OLYJR!-%PI$+\CCS:J)"NK!#@7` +
	`YNZ)U4MK /Y"K*.B/9#AZ#\W+,1:(%\!1S8),=H[8ZVN,@M/(ED@U#_2.L"6]K5J*@7ED'Z\G.^Y 5JK` +
	`#P>YX^DZG,].,.A=%U>2*D&$2/<7@@?XA-R&P1!Y9TYF(D8ES^Y&KG[ #4[E7*;8PJ-4 1VU2%;6U/Q0` +
	`:+/BZFTJ"!=J1#=(\N%)>;7A$VGW=;"O(<G1]9>K7):Z@ZHJP9WG*(EAQ#3H&O5 *\^]D6DT/G(CNS9D` +
	`D:V)S"-+,!LM/ ,"#QA"5T),>R_,'[ZN)3Y$28)OXU6XYTH@0.\"7C)UA2=P#N!V#O&I;)M'0..O%S6*` +
	`=K%H$D6$,(7@W+(TP$[I<'NZ.C6=('/$L,D#W!J <2WA3?)9&S05B9>0%,GM6X7^7>(C, TYC"5%,H *` +
	`5<L:GJ->F](-87:P4&,],,:_YK9ZYQWZ.W>:H"5A!68(Q'@'2F80C3$GT^RA))@'$&P?'IIEYZRX$3#\` +
	`B#@HZ-?,1")Y>L%@U^*F^U5H1K2P5"F]OBS>4JR-*)(;M 6./L,'OI']V/HE!8&T&R4HA&,]0+X9\KG\` +
	`MDGE&VC$-#=[^<")VTUAE_YVAP*&HZ6W4A.MC** /?V"^%D6#H:"D379$Q&!HE&(NU4JIB/H^JQC&(+T` +
	`1#/23T[=$.J9#AM.25E-LQL&!^=9[[*Z'H)(>NSU\;&!Q):Z:PB/AFDO+*]*NKJ_M)Y+<,PM[SJQ"L"L` +
	`<$H2PMMLK-?4Q-M;O?^2#];@9"@H"0>!MY]D5^8,^N*!<,8R4&!Z1#2 IG&P,^/5'5YE5[[NJ=5"=WR?` +
	`;0QK#7"H/(<+V9BQ#,*&M+Q%AIN\#WB9K'(;M)) 661X[H"4+%&_388LNYJX;#\(!SH^7>IW YX1] =;` +
	`G&O,T?@:_$^ZK^"2^<<8'>,E !W"MM\$:I8A-"43I.5#VS/.+'9P0>HT '%(;^<D@97;&(9K>BO7<5Y1` +
	`'J7=3R,>39!%+:K!EX2F7D ?3$0M\<_?K*9K)S^\Q"FW!8P+<A:=50*,A TW *5N3>-:'4P/\T%O_*N^` +
	`[0:EXR6('6*92;X8VHZ &^>MKHYB X,FTOL=;Q/0*-QZ:<X*G\'#/D_A3P*VZID+Y(N&6..=6V%(SS(C` +
	`S!\N%('TC%9G1N0$.;G*R\^$1&2&[CK5U[0S/5#OK^ J_1.->#)//?HIEC<L*8) -6$TRE/,^SEP?3X!` +
	`?(-,\T0D*5O(W/KA>L?E8%U#,C $&\.K409(F[J -[*F"^&F9F#P2IE5]"GLLHG4_&-1-Q./L,(B(TB"` +
	`22&(Q\$5:G$=E G@<^%H0(Y=7;.QP0M$!6_]F([J1ZW'%J*+NC\)QE-?T=@?)+S#Q)X$D'@TAYVM*81Q` +
	`9>5VW"9)ITQT,5=8JC%-M3$ 1;S(Y%)3FL6'K9?0!\:%G7RB5G#(QM>/5AGH,D"KQS^5C[_>M#^=(A+E` +
	`R4L='X"/49[-[8?/JK=JVK[NEK,_Y7=F2:V+1#JB>*8A<MMV)F"J^49R,AG#3"$8WQ]85^/IS=K9 $VR` +
	` )BGT$RBFMXO&V?%+!-=^=^$L]K02+[4>A$R>Y>23'3(Q+KTZZ5#\ST*'DZKZ!S<]DF)ANI@_FLYHR.,` +
	`?-$]F8V'F/(<OMQ$P$G+,3W4J#K7E0#*\;F>)]004@%DG0*#EN,/= 3\3J7[1&R7*UN6']'K^>F-Y4+!` +
	`-[@X2D"H/_ ][,!Y<((%1S *78KT-/&.<((?<!Y I&?*APFBNV.)"NVNTVC;>&!YL%,>R0-V 6,SYC<&` +
	`$/W(07M!>P$:[!.S>W4_PW60;(PWAR@C2>@R-7PNX@6Y^C[(6V4$@/V,+T'U%JG-/=@MM%EB0H53T@@4` +
	`$ .*Z 9:.?$ =^&;FC]V  !T758]A9 ,,'EU,4C YL6?)IWTO+O.]A#&9NN(V' >%O%5RY\XT*(9H.N-` +
	`@K%4D=8''?"9:<:Z[Y4$E'W=UO/IX'&*-_F-<>56&")G/CG4/_F;&-^"&W'C/4B.XWXV:??IQF)+7NT>` +
	`DK^@X!^>J]_;XK>]#)/RFKRM<'1%GDH5)26QLI'R1T0J-=70.,Q\4SI_RI78!)F^_=SAK';&B:9KI&T<` +
	`.]$O6<;$DM7 :"Q#_0J>KL!-%@4,1?DX655(-8Q;L22*PC*KV=[V XPK%/R9<B>D\'^/*A(S%V<L.%0&` +
	`0*<1ZPY)M!&3\OZ =RCEX)@*JR__:\>$#E<9U"J0N9>"A_ZDR6E?/T)46-A=)]D**,EWU9*9GR&4,119` +
	`MGVDU_X*?U Z*/0QRI%'3H\-1OA#L/5YX( 6*);I.6UZ3A;("@D/NZ'DI9L,8,*C>95@IJK('.'>!(W'` +
	`BS@N'136I;,>M_7'Y7H9MS7O [#F@"CHQP"7&`

// kNormal are limits, 6 digits each.
const kNormal = `!VK2(2      !@#QM3!LY$>F!R6T:B!U8 4=!W22'K!XFB6]!YD$7#!Z2\Y=!ZWV*?![5H*F![N*C&!\` +
	`"N<B!\4,SG!\C.Q;!\P2S6!\[O[2!]%WX+!].XB#!]6\YL!]>-UD!]DRB&!]JPY7!]P-TP!]U-:(!]YS` +
	`&%!]^!SJ!^!\"C!^%C[Z!^([6'!^,#W]!^.^["!^1MMW!^415=!^6JNS!^8ZOW!^;"(L!^=!D&!^>YH8` +
	`!^@JWZ!^B5QC!^CZQ+!^E:/[!^FTDD!^H*#O!^I; -!^JGK#!^KP3S!^LU(J!^MV6E!^NT)9!^ONK]!^` +
	`PF(*!^Q:G$!^R,1!!^R[-E!^SGCM!^T19Q!^TXUB!^U=\2!^V RT!^VA=<!^W  %!^W<>.!^WVZ_!^X/` +
	`9'!^XEZ^!^XZBI!^Y-1S!^Y>)V!^YM+U!^YZ8@!^Z%P0!^Z/3-!^Z7!'!^Z<Y9!^Z@[*!^ZC%'!^ZC5H` +
	`!^ZAJK!^Z>!Q!^Z88"!^Z0J(!^Z&T(!^YZQJ!^YL=I!^Y;R<!^Y(IG!^XR[\!^X:A7!^W_0O!^W@_Z!^` +
	`V_C9!^V:N4!^UR2-!^U%^N!^T5A<!^S@E?!^RFS+!^QGOB!^PB[N!^O7T:!^N%PU!^LL!U!^K)P@!^I=` +
	`\G!^GG:?!^EDP6!^C42Z!^@T S!^>!<H!^:YDS!^78H:!^39WM!^.W-Z!^)HPO!^#C_U!]\:I=!]SXQR` +
	`!]IAH>!]<J#[!],."7!\V;2K!\8 \:![J0O<!Z<B%V!WUF3E`

// wNormal are float32 factors, 6 digits each.
const wNormal = ` P[:,T O"VVD O.<I) O6F1_ O='*[ OA4FW OCP9S OE\QK OG]7W OITI@ OKD5_ OM-O9 ONQT+ O` +
	`P15# OQLXU OS$_# OT:!I OUL63 OV\/4 OX)\6 OY5JU OZ?F@ O[GYF O\NM( O]T)' O^X4L O_[` +
	`61 P >IT P _(_ P!?+" P!^R) P"> 2 P"\W4 P#;8Z P#YFJ P$7B  P$U,4 P%2FX P%ORX P&,Q=` +
	` P&ICL P'&*D P'BG# P'^Z% P(;$@ P(W', P)3"[ P)NX? P**HH P*F4& P+![D P+=?Q P+Y!5 P` +
	`,4@] P,O_1 P-+<[ P-FZB P."8O P.=X* P.Y9; P/4]( P/PCZ P0,.8 P0G]* P1#PY P1?J. P1[` +
	`IQ P27P- P2S^- P304< P3LSG P4)<< P4F/J P5#." P5@86 P5]O: P6;4$ P6Y'+ P77)J P7U<>` +
	` P84 G P8RW& P92!" P9Q?F P:13] P:Q?; P;2#5 P;S!* P<4:: P<V0M P=8EU P=[;G P>>T% P` +
	`?"Q8 P?G5V P@&1_ P@9/1 P@LD/ PA 2@ PA4;W PAI"/ PA^'R PB3NY PBIZ+ PC LF PC8)< PCP` +
	`4: PD)1O PDC&, PD]W1 PE9K5 PEVIP PF4[, PFTIZ PG6". PGY3" PH>NN PI&L, PIQHK PJ@*0` +
	` PK3#W PL+<  PM*X6 PN3SO POJ+V PQ5.? PSD<& PW%/B`

// fNormal are float32 densities, 6 digits each.
const fNormal = ` _@    _=JYX _;[ Y _:;TZ _9&R2 _7XS; _6P(6 _5KJ& _4JH, _3L?P _2PVF _1W8> _0_U3 _` +
	`0* # _/5M] _.BV" _-Q0K _- W6 _,1D8 _+C2W _*U^= _*)C4 _)=^$ _(S+G _())/ _'?T< _&W` +
	`*] _&/*Q _%GQ] _% ^U _$:OS _#U#9 _#/X2 _"K-, _"' ^ _!C2A _!  V _ =+  ^_U@- ^^Q>G` +
	` ^]N/L ^\KQ] ^[J$" ^ZI$H ^YHR@ ^XI,@ ^WJ1@ ^VL > ^UN8< ^TQ8; ^ST_E ^RY-" ^Q]_^ ^` +
	`Q#7I ^P)34 ^O/R2 ^N6SX ^M>7> ^LF<> ^KO"2 ^JX(6 ^J!N* ^I+S, ^H66_ ^GA9$ ^FLY! ^EX` +
	`V8 ^E%0R ^D2'U ^C?;+ ^BM*< ^A[54 ^A)[> ^@8\G ^?0PZ ^=P=; ^<0^1 ^:R2\ ^94;  ^7W5_` +
	` ^6;#? ^4_C( ^3DTB ^2*W7 ^0QK5 ^/90' ^.!E> ^,JK* ^+4@^ ^)_&M ^(J<- ^'6A5 ^&#5_ ^` +
	`$PZ% ^#?-D ^".0; ^ ^"J ]_=(F ]\_JW ]ZCL6 ]X)-6 ]UP./ ]S8O? ]Q"QK ]NN5? ]L;;K ]J*` +
	`%, ]GZ3$ ]EL&A ]C?@[ ]A4CX ]>6B: ]:'5[ ]5[G& ]1S;: ]-NY/ ])N'^ ]%Q06 ]!X<J \\'RI` +
	` \TGJ] \M1'] \F$YW \>(!" \0?I? \#4VV [M=18 [+O3R`

// kExp are limits, 6 digits each.
const kExp = `#BD*$Y      ";ZMZ\##=ZQQ#4W;F0#>B3^X#DJ.A\#HW_%J#K\MZK#N2:;H#P($[]#QF]N.#RU%B[#S` +
	`VA!+#TN&UX#U=ZV*#V'>@]#VK[>$#W,*5S#WHW91#X"ENV#X9QB=#XNQM/#Y!Y!B#Y37#*#YC8Q]#YR)` +
	`**#Y_Q=;#Z,9F6#Z8(7X#ZC#IB#ZM0A.#ZVS;(#Z_P00#[(*;J#[0$^T#[7BE1#[>EGI#[E0.,#[KD2Z` +
	`#[QCC8#[W/B2#[\IHP#\!S'?#\&M'M#\+8L"#\/VQ-#\4(.L#\8-W1#\<(9B#\?X@0#\C>RT#\F[UB#\` +
	`J0)\#\M</##\P@AD#\S=<*#\V37C#\Y"JP#\[KK.#\^.L[#] L"@#]##]9#]%6M[#]'DC6#])MK_#]+R` +
	`52#]-RKW#]/N[E#]1G/G#]3;R>#]5,N%#]6Z+R#]8D4;#]:+05#];O':#]=0!'#]>N$@#]@)82#]AB"T` +
	`#]BX*%#]D+SU#]E=%>#]FL$+#]GXTV#]I#<(#]J+^>#]K2@&#]L7%!#]M9Q&#]N:G]#]O9M&#]P7#V#]` +
	`Q2O8#]R,RL#]S%0M#]S\,+#]TQGO#]UEEZ#]V8)%#]W)3E#]WY'F#]XGG.#]Y4T?#]Z Q2#]ZK?>#][5` +
	` T#][]6^#]\DCC#]]*H&#]]OF$#]^3>V#]^V3T#]_8&-#]_XW0#^ 8H(#^ W9Z#^!5-L#^!R$<#^"-_)` +
	`#^"H^K#^###[#^#</L#^#TBQ#^$+]V#^$BAI#^$X.T#^%-%\#^%A'G#^%T46#^&&LJ#^&80^#^&I!P#^` +
	`&X_6#^'(*)#^'6B;#^'D(@#^'P\F#^'\^\#^((/M#^(2O##^(<=%#^(E9X#^(ME?#^(T_[#^([I*#^)!` +
	`A)#^)&GR#^)*\\#^).@>#^)12+#^)31T#^)4?'#^)4YP#^)4A:#^)35J#^)16&#^).B/#^)*YD#^)&;A` +
	`#^)!'?#^(Z\T#^(SZT#^(L L#^(C-K#^(9@X#^(.Y8#^(#6,#^'VV2#^'I8A#^':[P#^'+>L#^&[ "#^` +
	`&I>8#^&6X-#^&#+]#^%N7^#^%8:=#^%!1D#^$H[3#^$/5E#^#T>,#^#82Q#^"ZPV#^";US#^![>U#^!9` +
	`I #^ V1,#^ 14$#]_JN(#]_";I#]^88I#]]L@[#]\^P!#]\/!*#][=/1#]ZI4]#]YS,>#]XZOI#]W_W[` +
	`#]W">1#]V";-#]T_FH#]SYW\#]RQ%V#]QE&8#]P5NS#]O"SB#]ML(&#]L1>^#]JRIC#]I/7]#]GG9 #]` +
	`EZ9Z#]D(&2#]B0'R#]@2&"#]>-F.#]<"*[#]9O3M#]74<R#]4P^<#]2$,K#]/-6:#],+DV#](]ZD#]%C` +
	`2>#]!Z>C#\^"&;#\YXE;#\U<(@#\PJK;#\KAU>#\E^U.#\?^;4#\9<SS#\25=B#\*B_(#\!^X9#[XA/!` +
	`#[N 4:#[B0!X#[5!&E#[&  %#ZTS2"#Z@Y)V#Z)CLR#YMRT<#Y,*&B#XB? C#WM7?2#VG&4,#U%3#P#R` +
	`RPX\#N[[%=#FVF[/`

// wExp are float32 factors, 6 digits each.
const wExp = ` Q"R=E M@L3L MUK62 N#)FM N*1<W N0H2( N6<:/ N;V;& N@=^" NBX;9 NE, 5 NG9Q( NIBBN N` +
	`KF_% NMGH( NODYO NQ?++ NS6P# NU+Y& NV^TO NXOO? NZ>T2 N\,,T N]X!F N_B:3 O ENW O!9` +
	`I" O",^< O"_QG O#R$W O$CZ3 O%53W O&&35 O&VZ7 O'G*? O(7%& O)&KC O)U_# O*E Q O+3QR` +
	` O,"3& O,PEK O->J; O.,B, O.Z-Q O/GM\ O05#; O1".Y O1O1# O2<*> O3([R O3UED O4B(6 O` +
	`5.DK O5Z[" O6G+\ O737V O7_?- O8KB= O97B! O:#>4 O:O7P O;;.K O<'#@ O<RVD O=>H/ O>*` +
	`8W O>V(Q O?AX3 O@&SY O@<KP O@RCY OA(<> OA>5H OAT/A OB**2 OB@&# OBV"_ OC,!- OCB W` +
	` OCX"% OD.$_ ODD)N ODZ0: OE09, OEFD+ OE\QA OF3!4 OFI3M OF_HU OG6 R OGL;N OH"YP O` +
	`H9:_ OHO_E OI&GH OI=31 OIT"H OJ*UT OJAL^ OJXH. OK/GK OKFK? OK]SP OL5 G OLL2- OM#` +
	`HI OM;$$ OMRDF ON**9 ONAUC ONYF/ OO1<D OOI8K OP!:N OP9BV OPQQ+ OQ*%V OQBA" OQ["X` +
	` OR3K@ ORL;& OS%1R OS>/O OSW5' OT0B$ OTIVR OU#3: OU<X' OUVE% OV0:? OVJ8@ OW$?4 O` +
	`W>O' OWY(% OX3J: OXN64 OY)+_ OYD+H OY_5< OZ:IJ OZV(? O[1R+ O[MFZ O\)F^ O\ERD O]"` +
	`)] O]>M9 O][=( O^89; O^UBE O_2XV O_P<@ P '&\ P 6&G P E-= P T;F P!#Q. P!3.@ P!BSE` +
	` P!R@K P""5[ P"23C P"B9O P"RHL P## G P#3AM P#D,- P#U 5 P$%^5 P$7&; P$H8W P$YU[ P` +
	`%+=W P%=0^ P%O/@ P&!9S P&3P( P&F2V P&Y"0 P'+^M P'?(D P'R@, P(&%_ P(9Z6 P(M]L P)"` +
	`0= P)6S% P)KF$ P* IX P*5_$ P*KF( P+!?J P+7L0 P+N,@ P,%!% P,<*I P,SI[ P-+?J P-CLI` +
	` P-\1N P.5/N P.NGG P/(:6 P/BH\ P/]4? P08>) P0T'( P100N P1L\4 P2*+7 P2G_: P3&:( P` +
	`3E=2 P4%*R P4EDJ P5&M& P5HF< P6+3. P6NV+ P732/ P7XJG P8?"R P9&>B P9O!_ P:8QK P;#` +
	`RC P;P*% P<=^3 P=-5Y P=^83 P>Q-U P?E_R P@.<6 P@K", PA(X. PAH&, PB(U  PBK/# PC/@>` +
	` PCUWE PD>E> PE)^M PEX<< PFJ=Q PG@IV PH;R[ PI<Z^ PJE;" PKW/7 PM5,[ PO#J' PQ)S_ P` +
	`ST[@ PWASS P]D[)`

// fExp are float32 densities, 6 digits each.
const fExp = ` _@    _<"HO _9H4S _7R@$ _60AX _4[75 _3O2Y _2J&. _1J4< _0N]$ _/W11 _/"MU _.0W; _` +
	`-A8: _,S_3 _,(=N _+>GK _*V3$ _*/71 _)ILV _)%-8 _(AS- _'_99 _'=[B _&]5M _&=D: _%^` +
	`D? _%@3& _%"MI _$EQQ _$)=6 _#MN9 _#2C& _"WYS _"=P^ _"$'* _!J[$ _!2+< _ YW* _ A]'` +
	` _ *<6 ^_FGP ^^Y%L ^^,0W ^]@'J ^\THJ ^\)R< ^[?CL ^ZU[, ^Z,WO ^YD8/ ^X\;G ^X5 W ^` +
	`WN'! ^W'M+ ^VAR= ^U\6" ^U77' ^TRT[ ^T.NQ ^SK#[ ^S'SP ^RD]E ^R"@T ^Q@<X ^P^Q, ^P=` +
	`=. ^O\@; ^O;Z5 ^N[J< ^N;P2 ^M\+: ^M<[9 ^L]_T ^L?82 ^L!$9 ^KC#Q ^K%6# ^JGZY ^J*Q\` +
	` ^IMZX ^I159 ^HU!) ^H8]W ^G]+0 ^GAI" ^G&6Z ^FK4I ^F0A^ ^EU^I ^E;J: ^E!E# ^DGN4 ^` +
	`D.&  ^CTKX ^C;?O ^C"A8 ^BIPG ^B1-. ^AXW# ^A@MX ^A(QB ^@Q!X ^@9>L ^@"'U ^?5Z2 ^>G` +
	`\[ ^=Z70 ^=-)  ^<@1W ^;SQB ^;'GQ ^:;T1 ^9P6R ^9%/" ^8:<S ^7O_S ^7%WT ^6<$F ^5REZ` +
	` ^5);B ^4@E0 ^3X"W ^3/T' ^2GXU ^2 0S ^18[U ^0QYN ^0+*3 ^/DM6 ^.^BN ^.8J. ^-S#K ^` +
	`--N[ ^,HKS ^,#Z( ^+?9P ^*[*B ^*7,3 ^)S>[ ^)0"/ ^(LV& ^()Z8 ^'G.\ ^'$SI ^&BH7 ^& ` +
	`L] ^%?!4 ^$]E4 ^$<8T ^#[;M ^#:MY ^"Z// ^"9_I ^!Y^_ ^!:-, ^ ZJ' ^ ;5L ]_X?E ]^ZPK` +
	` ]]]>= ]] HP ]\$/8 ][(2) ]Z,PX ]Y1K; ]X7!H ]W<S3 ]VC 3 ]UIH> ]TPKJ ]SX)O ]S "B ]` +
	`R(5\ ]Q1#T ]P:,! ]OCN< ]NMJ\ ]MX!: ]M"QO ]L-[S ]K9?? ]JE<N ]IQS8 ]H^C7 ]H+LE ]G9` +
	`.] ]FG*9 ]EU>T ]E$,) ]D323 ]CBQ- ]BRHT ]B"Y$ ]A3AY ]@DC/ ]?KZ& ]>/>E ]<SSU ];8YR` +
	` ]9^P8 ]8E7C ]7,O1 ]5TW> ]4=P* ]3'94 ]1QR[ ]0<]! ]/(WF ]-UBL ],B^6 ]+1*I ]* 'H ]` +
	`(OU9 ]'@4" ]&1CL ]%#D> ]#V6C ]"IZ% ]!>/0 ] 363 \^2>V \[_UT \YNR# \W?4+ \U1<W \S%` +
	`,X \PZE# \NQF/ \LJ1< \JDGM \H@J. \F>:1 \D=Y/ \B?(K \@B*0 \=-_O \9;7) \5L?3 \2!=3` +
	` \.:6W \*W28 \'87& \#]M/ \ G>1 [ZKJ0 [T1]/ [N"3Z [G]2^ [B#GK [8L6< [-L1( [#*-= Z` +
	`R5VK Z?9!8 Y[ACB`
