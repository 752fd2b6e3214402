// A receipt number as the server reads it: 9 a digit, A a letter, * up to 20 of both and dashes.
const SIGNS = { 9: "[0-9]", A: "[A-Z]", "*": "[A-Z0-9-]{0,20}" };
const USUAL = "[A-Z0-9/-]{1,20}";

export function receiptFits(receipt, pattern) {
  const sign = (one) => SIGNS[one] || one.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&");
  const expression = Array.from(pattern || "", sign).join("") || USUAL;
  return !receipt || new RegExp(`^(?:${expression})$`, "i").test(receipt);
}
