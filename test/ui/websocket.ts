/**
 * A WebSocket client for tests: text messages both ways, as RFC 6455 has them. Node 20 has none,
 * and a browser is driven through one.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';

const CONTINUED = 0x0;
const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;
const FINAL = 0x80;

/** One frame from a client: masked, as it has to be. */
function frame(kind: number, payload: Buffer): Buffer {
  const mask = randomBytes(4);
  const long = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + long);
  head[0] = FINAL | kind;
  head[1] = 0x80 | (long === 0 ? payload.length : long === 2 ? 126 : 127);
  if (long === 2) head.writeUInt16BE(payload.length, 2);
  if (long === 8) head.writeBigUInt64BE(BigInt(payload.length), 2);
  const masked = Buffer.from(payload);
  for (let i = 0; i < masked.length; i++) masked[i]! ^= mask[i & 3]!;
  return Buffer.concat([head, mask, masked]);
}

interface Frame { kind: number; final: boolean; payload: Buffer; size: number }

/** The first frame of what has come; undefined: it is not whole yet. */
function parse(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2)
    : Number(bytes.readBigUInt64BE(2));
  const size = start + length;
  if (bytes.length < size) return undefined;
  const payload = bytes.subarray(start, size);
  return { kind: bytes[0]! & 0xf, final: (bytes[0]! & FINAL) !== 0, payload, size };
}

export class Socket {
  private bytes = Buffer.alloc(0);
  private pieces: Buffer[] = [];

  private constructor(
    private readonly stream: Duplex, private readonly onText: (text: string) => void,
  ) {
    stream.on('data', (chunk: Buffer) => this.take(chunk));
    stream.on('error', () => {});
  }

  static open(url: string, onText: (text: string) => void): Promise<Socket> {
    const headers = {
      Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    };
    return new Promise((resolve, reject) => {
      const asked = request(url.replace(/^ws/, 'http'), { headers });
      asked.on('upgrade', (_response, stream, first) => {
        const socket = new Socket(stream, onText);
        socket.take(first);
        resolve(socket);
      });
      asked.on('response', (r) => reject(new Error(`${url}: refused (${r.statusCode})`)));
      asked.on('error', reject);
      asked.end();
    });
  }

  private take(chunk: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, chunk]);
    for (let f = parse(this.bytes); f; f = parse(this.bytes)) {
      this.bytes = this.bytes.subarray(f.size);
      if (f.kind === PING) this.stream.write(frame(PONG, f.payload));
      if (f.kind !== TEXT && f.kind !== CONTINUED) continue;
      this.pieces.push(f.payload);
      if (f.final) this.onText(Buffer.concat(this.pieces.splice(0)).toString());
    }
  }

  send(text: string): void {
    this.stream.write(frame(TEXT, Buffer.from(text)));
  }

  close(): void {
    this.stream.write(frame(CLOSE, Buffer.alloc(0)));
    this.stream.end();
  }
}
