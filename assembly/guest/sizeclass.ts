/**
 * The sizes that Go's allocator rounds to: what `cap` tells of a slice that append made. Go's
 * size classes up to 32 KiB, pages above; objects with pointers of more than 512 bytes lose 8
 * bytes to a header.
 */

const CLASS_COUNT: i32 = 68;
const classes: usize = memory.data<u16>([
  0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
  352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
  2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240,
  10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
]);

const MALLOC_HEADER: u64 = 8;
const HEADER_ABOVE: u64 = 512;
const SMALL_MAX: u64 = 32768 - 8;
const PAGE: u64 = 8192;

/** As Go's function of that name. */
export function roundupsize(size: u64, noscan: bool): u64 {
  if (size > SMALL_MAX) return size + PAGE - 1 < size ? size : (size + PAGE - 1) & ~(PAGE - 1);
  const header = !noscan && size > HEADER_ABOVE ? MALLOC_HEADER : 0;
  return (classAtLeast((size + header) as u32) as u64) - header;
}

function classAtLeast(size: u32): u32 {
  let low: i32 = 0;
  let high: i32 = CLASS_COUNT - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (<u32>load<u16>(classes + ((middle as usize) << 1)) < size) low = middle + 1;
    else high = middle;
  }
  return load<u16>(classes + ((low as usize) << 1));
}
