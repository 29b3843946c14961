/**
 * Which opcodes move a value between slot form and memory form (assembly/abi/frame.ts): one row for
 * each width. `fld` and `fst` reach into a struct that lies in the frame.
 */
import { Op } from '../../../assembly/abi/op.ts';
import type { BasicKind } from '../types/types.ts';

export interface Access {
  ld: Op; st: Op;
  gld: Op; gst: Op;
  sld: Op; sst: Op;
  fld: Op; fst: Op;
  /** Brings the low bits of a slot into shape after arithmetic; NOP: nothing to do. */
  ext: Op;
}

export const S8: Access = {
  ld: Op.LD8S, st: Op.ST8, gld: Op.GLD8S, gst: Op.GST8, sld: Op.SLD8S, sst: Op.SST8,
  fld: Op.FLD8S, fst: Op.FST8, ext: Op.EXT8S,
};
export const U8: Access = {
  ...S8, ld: Op.LD8U, gld: Op.GLD8U, sld: Op.SLD8U, fld: Op.FLD8U, ext: Op.EXT8U,
};
export const S16: Access = {
  ld: Op.LD16S, st: Op.ST16, gld: Op.GLD16S, gst: Op.GST16, sld: Op.SLD16S, sst: Op.SST16,
  fld: Op.FLD16S, fst: Op.FST16, ext: Op.EXT16S,
};
export const U16: Access = {
  ...S16, ld: Op.LD16U, gld: Op.GLD16U, sld: Op.SLD16U, fld: Op.FLD16U, ext: Op.EXT16U,
};
export const S32: Access = {
  ld: Op.LD32S, st: Op.ST32, gld: Op.GLD32S, gst: Op.GST32, sld: Op.SLD32S, sst: Op.SST32,
  fld: Op.FLD32S, fst: Op.FST32, ext: Op.EXT32S,
};
export const U32: Access = {
  ...S32, ld: Op.LD32U, gld: Op.GLD32U, sld: Op.SLD32U, fld: Op.FLD32U, ext: Op.EXT32U,
};
export const F32: Access = {
  ld: Op.LDF32, st: Op.STF32, gld: Op.GLDF32, gst: Op.GSTF32, sld: Op.SLDF32, sst: Op.SSTF32,
  fld: Op.FLDF32, fst: Op.FSTF32, ext: Op.FROUND,
};
export const W64: Access = {
  ld: Op.LD64, st: Op.ST64, gld: Op.GLD64, gst: Op.GST64, sld: Op.SLD64, sst: Op.SST64,
  fld: Op.MOV, fst: Op.MOV, ext: Op.NOP,
};

interface BasicRow { size: number; access: Access; signed: boolean }
const row = (size: number, access: Access, signed = false): BasicRow => ({ size, access, signed });

/** Basic types of one slot. */
export const basicRows: Partial<Record<BasicKind, BasicRow>> = {
  bool: row(1, U8), 'untyped bool': row(1, U8),
  int: row(8, W64, true), int8: row(1, S8, true), int16: row(2, S16, true),
  int32: row(4, S32, true), int64: row(8, W64, true),
  'untyped int': row(8, W64, true), 'untyped rune': row(4, S32, true),
  uint: row(8, W64), uint8: row(1, U8), uint16: row(2, U16), uint32: row(4, U32),
  uint64: row(8, W64), uintptr: row(8, W64),
  float32: row(4, F32, true), float64: row(8, W64, true), 'untyped float': row(8, W64, true),
  'unsafe.Pointer': row(8, W64), 'untyped nil': row(8, W64),
};
