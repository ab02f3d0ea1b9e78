// Letters become the bytes that `src/embed/base85.rs` wrote: five digits of 85
// are four bytes, the last group has one digit more than bytes.

/** The bytes of a text; an error where it cannot have been written so. */
export function fromBase85(text) {
  if (text.length % 5 === 1) throw new Error("a digit stands alone");
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5));
  let length = 0;
  for (let at = 0; at < text.length; at += 5) {
    const digits = Math.min(5, text.length - at);
    let number = 0;
    for (let i = 0; i < 5; i++) {
      const letter = i < digits ? text.charCodeAt(at + i) : 126;
      const digit = letter === 33 ? 18 : letter - 42;
      if (digit < 0 || digit > 84 || letter === 60) throw new Error("no digit of 85");
      number = number * 85 + digit;
    }
    if (number > 0xffffffff && digits === 5) throw new Error("more than four bytes");
    for (let i = 0; i < digits - 1; i++) bytes[length++] = number >>> (24 - 8 * i);
  }
  return bytes;
}
