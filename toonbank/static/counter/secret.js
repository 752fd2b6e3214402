// A slow digest to compare a PIN or a code with, where no server can be asked.
const ROUNDS = 200_000;

export async function digest(text, salt, iterations = ROUNDS) {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(text), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes.encode(salt), iterations }, key, 256);
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function verifier(text) {
  const salt = crypto.randomUUID();
  return { salt, digest: await digest(text, salt) };
}

export const matches = async (text, kept) => Boolean(kept) && (await digest(text, kept.salt, kept.iterations)) === kept.digest;
