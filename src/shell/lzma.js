// Decompresses LZMA, which browsers cannot do by themselves: a quarter smaller
// than gzip on WebAssembly, for the price of this file and some 40 ms.
//
// The format: a byte of settings, four bytes of dictionary size (not needed
// here: the whole output is the dictionary), eight bytes of length, the coded
// bits, and a checksum (CRC-32) of the output that is ours.
//
// Every bit is coded with the probability that it is 0, which adapts; all
// probabilities stand in one array, in tables one behind the other.
//
// The function mentions nothing outside itself, so that its source can go into
// a worker's script.

/**
 * @param {Uint8Array} input
 * @returns {Uint8Array}
 * @throws {Error} the input is cut off or damaged
 */
export function decompress(input) {
  "use strict";

  /** Where each table begins, and how long it is. */
  const MATCH = 0;
  const REPEATED = MATCH + 192;
  const REPEATED_0 = REPEATED + 12;
  const REPEATED_1 = REPEATED_0 + 12;
  const REPEATED_2 = REPEATED_1 + 12;
  const REPEATED_LONG = REPEATED_2 + 12;
  const SLOTS = REPEATED_LONG + 192;
  const DISTANCES = SLOTS + 256;
  const ALIGNMENT = DISTANCES + 128;
  const LENGTH = ALIGNMENT + 16;
  const REPEATED_LENGTH = LENGTH + 514;
  const LITERALS = REPEATED_LENGTH + 514;

  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let settings = view.getUint8(0);
  const contextBits = settings % 9;
  settings = (settings - contextBits) / 9;
  const literalMask = (1 << settings % 5) - 1;
  const placeMask = (1 << Math.floor(settings / 5)) - 1;
  const output = new Uint8Array(view.getUint32(5, true));
  const chances = new Uint16Array(LITERALS + (0x300 << (contextBits + (settings % 5)))).fill(1024);

  // The range coder: its range and its code, unsigned and of 32 bits. As plain
  // variables, which the functions below share, they would be boxed each time
  // that they exceed a small integer.
  const coder = new Uint32Array([0xffffffff, view.getUint32(14)]);
  let read = 18;

  function bit(at) {
    const chance = chances[at];
    const code = coder[1];
    const bound = (coder[0] >>> 11) * chance;
    if (code < bound) {
      chances[at] = chance + ((2048 - chance) >> 5);
      if (bound < 0x1000000) {
        coder[0] = bound << 8;
        coder[1] = (code << 8) | input[read++];
      } else {
        coder[0] = bound;
      }
      return 0;
    }
    chances[at] = chance - (chance >> 5);
    const range = coder[0] - bound;
    if (range < 0x1000000) {
      coder[0] = range << 8;
      coder[1] = ((code - bound) << 8) | input[read++];
    } else {
      coder[0] = range;
      coder[1] = code - bound;
    }
    return 1;
  }

  /** Bits that are as likely 0 as 1. */
  function direct(count) {
    let result = 0;
    for (; count > 0; count--) {
      coder[0] >>>= 1;
      const one = coder[1] >= coder[0] ? 1 : 0;
      if (one) coder[1] -= coder[0];
      result = (result << 1) | one;
      if (coder[0] < 0x1000000) {
        coder[0] <<= 8;
        coder[1] = (coder[1] << 8) | input[read++];
      }
    }
    return result;
  }

  /** A number of some bits, the highest first; each bit's chance depends on those before. */
  function number(table, bits, node = 1) {
    for (let n = bits; n > 0; n--) node = (node << 1) | bit(table + node);
    return node;
  }

  /** As `number`, the lowest bit first. */
  function reversed(table, bits) {
    let node = 1;
    let result = 0;
    for (let n = 0; n < bits; n++) {
      const one = bit(table + node);
      node = (node << 1) | one;
      result |= one << n;
    }
    return result;
  }

  function length(table, place) {
    if (bit(table) === 0) return 2 - 8 + number(table + 2 + (place << 3), 3);
    if (bit(table + 1) === 0) return 10 - 8 + number(table + 130 + (place << 3), 3);
    return 18 - 256 + number(table + 258, 8);
  }

  function distance(long) {
    const slot = number(SLOTS + (Math.min(long - 2, 3) << 6), 6) - 64;
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reversed(DISTANCES + base - slot, bits);
    return ((base >>> 0) + direct(bits - 4) * 16 + reversed(ALIGNMENT, 4)) >>> 0;
  }

  function literal(state, at, back) {
    const before = at > 0 ? output[at - 1] : 0;
    const context = ((at & literalMask) << contextBits) + (before >> (8 - contextBits));
    const table = LITERALS + 0x300 * context;
    let node = 1;
    if (state >= 7) {
      // After a match, the byte that would have continued it is a hint.
      let hint = output[at - back - 1];
      while (node < 0x100) {
        const hinted = (hint >> 7) & 1;
        hint <<= 1;
        const one = bit(table + ((1 + hinted) << 8) + node);
        node = (node << 1) | one;
        if (one !== hinted) break;
      }
    }
    return number(table, Math.clz32(node) - 23, node);
  }

  // The last four distances, and what the last few symbols were.
  let back0 = 0;
  let back1 = 0;
  let back2 = 0;
  let back3 = 0;
  let state = 0;
  let at = 0;
  while (at < output.length) {
    const place = at & placeMask;
    if (bit(MATCH + (state << 4) + place) === 0) {
      output[at] = literal(state, at, back0);
      at += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let long;
    if (bit(REPEATED + state) === 0) {
      back3 = back2;
      back2 = back1;
      back1 = back0;
      long = length(LENGTH, place);
      back0 = distance(long);
      state = state < 7 ? 7 : 10;
    } else {
      if (bit(REPEATED_0 + state) === 0) {
        if (bit(REPEATED_LONG + (state << 4) + place) === 0) {
          state = state < 7 ? 9 : 11;
          long = 1;
        }
      } else {
        let back = back1;
        if (bit(REPEATED_1 + state) === 1) {
          back = back2;
          if (bit(REPEATED_2 + state) === 1) {
            back = back3;
            back3 = back2;
          }
          back2 = back1;
        }
        back1 = back0;
        back0 = back;
      }
      if (long === undefined) {
        long = length(REPEATED_LENGTH, place);
        state = state < 7 ? 8 : 11;
      }
    }
    if (back0 >= at || long > output.length - at || read > input.length) throw damaged();
    // Byte by byte: what is copied may overlap with its copy.
    for (const end = at + long; at < end; at++) output[at] = output[at - back0 - 1];
  }
  if (checksum(output) !== view.getUint32(input.length - 4, true)) throw damaged();
  return output;

  function damaged() {
    return new Error("this file is damaged; get it again or build it again");
  }

  /** CRC-32, as gzip has it. */
  function checksum(bytes) {
    const table = Int32Array.from({ length: 256 }, (_, byte) => {
      for (let n = 0; n < 8; n++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
      return byte;
    });
    let sum = -1;
    for (let at = 0; at < bytes.length; at++) sum = (sum >>> 8) ^ table[(sum ^ bytes[at]) & 0xff];
    return ~sum >>> 0;
  }
}
