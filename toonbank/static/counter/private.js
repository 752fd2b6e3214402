// No customer data: the same rules and the same answer as toonbank/lib/private*.py, before a text leaves the device.
import data from "./private_rules.js";

const words = (text) => new Set(text.split(" "));
const pattern = (find, flags) => new RegExp(find.replace(/<([a-z]+)>/g, (_, name) => data.parts[name]), flags);
const unless = Object.fromEntries(Object.entries(data.unless).map(([name, find]) => [name, pattern(find, "i")]));
const rules = data.rules.map((rule) => {
  const edge = rule.loose ? "0-9]" : "0-9A-Za-z]";
  const find = `((?:^|[^${edge})${rule.after || ""})(?:${rule.find})(?![${edge})`;
  return { ...rule, find: pattern(find, rule.exact ? "g" : "gi") };
});
const dashes = new Set(data.fold.dashes);
const classes = Object.entries(data.words).map(([letter, text]) => [letter, words(text)]);
const firsts = words(data.words.F);
const surname = pattern(`^(?:${data.surname})$`);
const nameFind = pattern(data.names, "g");
const brands = new Set(data.brands.split(","));

/** Findings in reading order; start and end count code points, so highlight with Array.from(text).slice(start, end). */
export function check(text, reference = false) {
  if (text.length > 2 * data.limit || (text.length > data.limit && [...text].length > data.limit)) {
    return [{ kind: "too_long", start: 0, end: data.limit, severity: "refuse" }];
  }
  let [plain, origin] = fold(text);
  const found = [];
  const add = (kind, start, end, severity) =>
    found.push({ kind, start: origin[start], end: origin[end - 1] + 1, severity });
  for (const rule of rules) {
    for (const [start, end] of spans(rule, plain, reference)) {
      add(rule.kind, start, end, rule.warn ? "warn" : "refuse");
      plain = plain.slice(0, start) + "~".repeat(end - start) + plain.slice(end);
    }
  }
  for (const [start, end] of names(plain)) add("name", start, end, "warn");
  return found.sort((one, other) => one.start - other.start);
}

function spans(rule, plain, reference) {
  const all = [];
  rule.find.lastIndex = 0;
  for (let match; (match = rule.find.exec(plain)); ) {
    const start = match.index + match[1].length;
    const end = match.index + match[0].length;
    const good = (!rule.sum || sums[rule.sum](plain.slice(start, end))) && !excused(rule, plain.slice(Math.max(0, start - 40), start), reference);
    if (good) all.push([start, end]);
    rule.find.lastIndex = good ? end : start + 1;
  }
  return all;
}

const excused = (rule, before, reference) =>
  rule.unless && ((reference && rule.unless === "number") || unless[rule.unless].test(before));

function fold(text) {
  let plain = "";
  const origin = [];
  Array.from(text).forEach((char, place) => {
    for (const letter of foldOne(char)) {
      if (letter === " " && plain.endsWith(" ")) continue;
      plain += letter;
      origin.push(place);
    }
  });
  return [plain, origin];
}

function foldOne(char) {
  const code = char.codePointAt(0);
  const { letters, digits, gone } = data.fold;
  if (code < 128) return code > 31 && code < 127 ? char : " ";
  if (letters[char]) return letters[char];
  if (dashes.has(char)) return "-";
  const zero = digits.find((first) => code >= first && code < first + 10);
  if (zero) return String(code - zero);
  if (gone.some(([first, last]) => code >= first && code <= last)) return "";
  return Array.from(char.normalize("NFKD"), ascii).join("");
}

function ascii(char) {
  const code = char.codePointAt(0);
  if (code >= 0x300 && code <= 0x36f) return "";
  return code > 31 && code < 127 ? char : data.fold.letters[char] || "~";
}

const digitsOf = (value) => Array.from(value.replace(/[^0-9]/g, ""), Number);
const sums = {
  mod97(value) {
    const bare = value.toUpperCase().replace(/[^0-9A-Z]/g, "");
    const row = Array.from(bare.slice(4) + bare.slice(0, 4), (char) => parseInt(char, 36)).join("");
    return Array.from(row).reduce((rest, digit) => (rest * 10 + +digit) % 97, 0) === 1;
  },
  eleven(value) {
    const digits = digitsOf(value);
    return digits.some((digit) => digit) && (digits.reduce((sum, digit, n) => sum + (9 - n) * digit, 0) - 2 * digits[8]) % 11 === 0;
  },
  rrn(value) {
    const digits = digitsOf(value).join("");
    const [month, day, number, control] = [[2, 4], [4, 6], [0, 9], [9]].map((cut) => +digits.slice(...cut));
    return month % 20 < 13 && month < 60 && day < 32 && (control === 97 - (number % 97) || control === 97 - ((2e9 + number) % 97));
  },
  luhn(value) {
    const doubled = digitsOf(value).reverse().map((digit, n) => digit * (1 + (n % 2)));
    return doubled.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
  },
};

function names(plain) {
  const tokens = Array.from(plain.matchAll(/[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*|[^ ']/g));
  const row = tokens.map((token) => classOf(token[0]));
  tokens.forEach((token, place) => {
    const next = tokens[place + 1];
    if (next && brands.has(`${token[0]} ${next[0]}`.toLowerCase())) row[place] = row[place + 1] = "o";
  });
  return Array.from(row.join("").matchAll(nameFind), (match) => {
    const last = tokens[match.index + match[0].length - 1];
    return [tokens[match.index].index, last.index + last[0].length];
  });
}

function classOf(word) {
  const capital = /^[A-Z]/.test(word);
  const low = word.toLowerCase();
  if (/[0-9]/.test(word)) return "n";
  for (const [letter, group] of classes) {
    if (group.has(low)) return capital || !"FGLM".includes(letter) ? letter : letter.toLowerCase();
  }
  if (word.length === 1) return capital ? "I" : /[a-z]/.test(word) ? "o" : word === "." ? "." : ",";
  const first = low.split(/['-]/)[0];
  if (capital && firsts.has(first)) return low.slice(first.length + 1) === "s" ? "X" : "F";
  if (surname.test(low)) return capital ? "L" : "l";
  return capital && word !== word.toUpperCase() ? "C" : "o";
}
