/**
 * A writer of protocol buffers: numbers as varints, nested messages with their length in front. A
 * length is not known before its message is written, so a nested message gets four bytes for it,
 * filled in when it ends (a varint may be longer than it needs to be).
 */
const LENGTH_BYTES = 4;

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

export class ProtoWriter {
  private bytes = new Uint8Array(1 << 16);
  private at = 0;
  private readonly text = new TextEncoder();

  private room(n: number): void {
    if (this.at + n <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + n));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }

  /** Whole numbers from 0 to 2^53. */
  private varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.at++] = rest;
  }

  private key(field: number, wire: number): void {
    this.room(20);
    this.varint(field * 8 + wire);
  }

  uint(field: number, value: number): void {
    this.key(field, VARINT);
    this.varint(value);
  }

  fixed64(field: number, value: number): void {
    this.key(field, FIXED64);
    for (let i = 0, rest = value; i < 8; i++, rest = Math.floor(rest / 256)) {
      this.bytes[this.at++] = rest % 256;
    }
  }

  string(field: number, value: string): void {
    const encoded = this.text.encode(value);
    this.key(field, BYTES);
    this.room(encoded.length + 10);
    this.varint(encoded.length);
    this.bytes.set(encoded, this.at);
    this.at += encoded.length;
  }

  /** A nested message: what `body` writes. Shorter than 2^28 bytes. */
  message(field: number, body: () => void): void {
    this.key(field, BYTES);
    const start = this.at;
    this.at += LENGTH_BYTES;
    body();
    let length = this.at - start - LENGTH_BYTES;
    for (let i = 0; i < LENGTH_BYTES; i++) {
      this.bytes[start + i] = (length & 0x7f) | (i < LENGTH_BYTES - 1 ? 0x80 : 0);
      length >>>= 7;
    }
  }

  /** What was written so far. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }
}
