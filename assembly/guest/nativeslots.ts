/** How many slots the parameters and the results of each native take. */
import { Native } from '../abi/native';

const SLOTS: usize = memory.data(256);

/** Call first. */
export function nativesInit(): void {
  for (let i: u32 = 0; i < <u32>Native.COUNT; i++) store<u8>(SLOTS + i, slotsOf(i) as u8);
}

/** Slots of parameters in the low 4 bits, of results in the next 4; 0: there is no such native. */
// @ts-ignore: decorator
@inline
export function nativeSlots(native: u32): u32 {
  return native < <u32>Native.COUNT ? load<u8>(SLOTS + native) : 0;
}

function slotsOf(native: u32): u32 {
  switch (native as i32) {
    case Native.NUMCPU:
    case Native.NUMGOROUTINE:
    case Native.GOID:
    case Native.NANOTIME:
    case Native.WALLTIME:
    case Native.PANICCOUNT:
    case Native.RAND64:
    case Native.ARGC:
    case Native.STACKDEPTH:
    case Native.STARVES:
      return 0x10;
    case Native.SLEEP:
    case Native.COROSWITCH:
    case Native.COROEXIT:
    case Native.NOTIFYALL:
    case Native.NOTIFYONE:
    case Native.EXIT:
    case Native.PRINTINT:
    case Native.PRINTUINT:
    case Native.PRINTHEX:
    case Native.PRINTFLOAT:
    case Native.PRINTFLOAT32:
    case Native.PRINTBOOL:
    case Native.PRINTPOINTER:
    case Native.KEEPALIVE:
      return 0x01;
    case Native.FINDDEAD:
      return 0x09;
    case Native.GOMAXPROCS:
    case Native.SETMAXTHREADS:
    case Native.CANSPIN:
    case Native.NOTIFYADD:
    case Native.LOAD32:
    case Native.LOAD64:
    case Native.TIMERSTOP:
    case Native.PANICRECOVERED:
    case Native.PANICGOEXIT:
    case Native.PANICREPEATS:
    case Native.TYPEKIND:
    case Native.TYPEELEM:
    case Native.TYPEKEY:
    case Native.TYPELEN:
    case Native.TYPEFLAGS:
    case Native.FLOATBITS:
    case Native.FLOATFROMBITS:
    case Native.FLOAT32BITS:
    case Native.FLOAT32FROMBITS:
    case Native.CLZ:
    case Native.CTZ:
    case Native.POPCNT:
    case Native.EXP:
    case Native.LOG:
    case Native.CALLERPC:
      return 0x11;
    case Native.PANICVALUE:
    case Native.TYPENAME:
    case Native.ARGV:
    case Native.CALLERNAME:
      return 0x21;
    case Native.MAPNEXT:
      return 0x51;
    case Native.CORONEW:
    case Native.SEMRELEASE:
    case Native.NOTIFYWAIT:
    case Native.STORE32:
    case Native.STORE64:
    case Native.FATAL:
    case Native.PRINTSTRING:
      return 0x02;
    case Native.ADD32:
    case Native.ADD64:
    case Native.SWAP32:
    case Native.SWAP64:
    case Native.AND32:
    case Native.OR32:
    case Native.AND64:
    case Native.OR64:
    case Native.TIMERNEW:
    case Native.TYPEOF:
    case Native.TYPEIMPLEMENTS:
    case Native.VALUEINT:
    case Native.VALUEFLOAT:
    case Native.VALUELEN:
    case Native.VALUECAP:
    case Native.MAPITER:
    case Native.SLICEADDR:
    case Native.MULHI:
    case Native.STRDATA:
      return 0x12;
    case Native.VALUECOMPLEX:
    case Native.VALUESTRING:
    case Native.VALUEELEM:
    case Native.VALUEMAKE:
      return 0x22;
    case Native.VALUEBYTES:
      return 0x32;
    case Native.TYPEFIELD:
      return 0x42;
    case Native.SEMACQUIRE:
      return 0x03;
    case Native.CAS32:
    case Native.CAS64:
    case Native.TIMERRESET:
    case Native.INDEXBYTESTR:
      return 0x13;
    case Native.VALUEINDEX:
    case Native.DIV128:
    case Native.STRINGOF:
      return 0x23;
    case Native.WRITE:
      return 0x04;
    case Native.INDEXBYTE:
    case Native.COMPARE:
      return 0x14;
    default:
      return 0;
  }
}
