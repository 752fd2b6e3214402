// No customer data: the rules and the answers of toonbank/lib/private.py, before a text leaves the device.
import data from "./private_rules.js";

const { limit, fold, parts, unless, words } = data;
const pattern = (find, flags) => new RegExp(find.replace(/<([a-z]+)>/g, (_, part) => parts[part]), flags);
const wordSet = (text) => new Set(text.split(" "));
const gone = pattern(fold.gone, "u");
const dash = pattern(fold.dash);
const classes = Object.entries(words).map(([letter, text]) => [letter, wordSet(text)]);
const firsts = wordSet(words.F);
const brands = new Set(data.brands.split(","));
const surname = pattern(`^(?:${data.surname})$`);
const people = pattern(data.names, "g");
const rules = data.rules.map((rule) => {
  const edge = rule.loose ? "0-9]" : "0-9A-Za-z]";
  const find = `((?:^|[^${edge})${rule.after || ""})(?:${rule.find})(?![${edge})`;
  return { ...rule, find: pattern(find, rule.exact ? "g" : "gi"), not: rule.unless && pattern(unless[rule.unless], "i") };
});

/** Findings in reading order. Start and end count code points: Array.from(text).slice(start, end). */
export function check(text, reference = false) {
  if (text.length > limit && Array.from(text).length > limit) {
    return [{ kind: "too_long", start: 0, end: limit, severity: "refuse" }];
  }
  let [plain, origin] = folded(text);
  const found = [];
  const add = (kind, severity, [start, end]) =>
    found.push({ kind, start: origin[start], end: origin[end - 1] + 1, severity });
  for (const rule of rules) {
    for (const [start, end] of spans(rule, plain, reference)) {
      add(rule.kind, rule.warn ? "warn" : "refuse", [start, end]);
      plain = plain.slice(0, start) + "~".repeat(end - start) + plain.slice(end);
    }
  }
  for (const span of names(plain)) add("name", "warn", span);
  return found.sort((one, other) => one.start - other.start);
}

function folded(text) {
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
  const code = char.codePointAt();
  for (const zero of fold.zeros) if (code >= zero && code < zero + 10) return String(code - zero);
  if (gone.test(char)) return "";
  if (dash.test(char)) return "-";
  const bare = fold.letters[char] || char.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/[^ -~]/gu, (rest) => fold.letters[rest] || "~");
}

function spans({ find, sum, not, unless }, plain, reference) {
  const all = [];
  find.lastIndex = 0;
  for (let match; (match = find.exec(plain)); ) {
    const start = match.index + match[1].length;
    const end = find.lastIndex;
    const excused = not && ((reference && unless === "number") || not.test(plain.slice(Math.max(0, start - 40), start)));
    if (excused || (sum && !sums[sum](plain.slice(start, end)))) find.lastIndex = start + 1;
    else all.push([start, end]);
  }
  return all;
}

const digitsOf = (value) => Array.from(value.replace(/[^0-9]/g, ""), Number);
const total = (digits, weigh) => digits.reduce((sum, digit, n) => sum + weigh(digit, n), 0);

const sums = {
  mod97(value) {
    const bare = value.replace(/[^0-9a-z]/gi, "");
    const row = Array.from(bare.slice(4) + bare.slice(0, 4), (char) => parseInt(char, 36)).join("");
    return Array.from(row).reduce((rest, digit) => (rest * 10 + +digit) % 97, 0) === 1;
  },
  eleven(value) {
    const digits = digitsOf(value);
    return digits.some(Boolean) && total(digits, (digit, n) => digit * (n < 8 ? 9 - n : -1)) % 11 === 0;
  },
  rrn(value) {
    const digits = digitsOf(value).join("");
    const [month, day, number, control] = [digits.slice(2, 4), digits.slice(4, 6), digits.slice(0, 9), digits.slice(9)].map(Number);
    const checks = [97 - (number % 97), 97 - ((2e9 + number) % 97)];
    return month % 20 < 13 && month < 60 && day < 32 && checks.includes(control);
  },
  luhn: (value) => total(digitsOf(value).reverse(), (digit, n) => (n % 2 ? 2 * digit - (digit > 4 && 9) : digit)) % 10 === 0,
};

function names(plain) {
  const tokens = Array.from(plain.matchAll(/[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*|[^ ']/g));
  const row = tokens.map(([word]) => classOf(word, word.toLowerCase(), word >= "A" && word < "["));
  tokens.slice(1).forEach(([word], place) => {
    if (brands.has(`${tokens[place][0]} ${word}`.toLowerCase())) row[place] = row[place + 1] = "o";
  });
  return Array.from(row.join("").matchAll(people), (match) => {
    const last = tokens[match.index + match[0].length - 1];
    return [tokens[match.index].index, last.index + last[0].length];
  });
}

function classOf(word, low, capital) {
  if (/[0-9]/.test(word)) return "n";
  if (capital && !low[1]) return "I";
  for (const [letter, group] of classes) {
    if (group.has(low)) return capital || !"FGLM".includes(letter) ? letter : letter.toLowerCase();
  }
  if (!low[1]) return /[a-z]/.test(word) ? "o" : word === "." ? "." : ",";
  const [first, rest = ""] = word.split(/['-]/);
  if (capital && firsts.has(first.toLowerCase()) && /^([A-Z]|s$)/.test(rest)) return rest === "s" ? "X" : "F";
  if (surname.test(low)) return capital ? "L" : "l";
  return capital && word !== word.toUpperCase() ? "C" : "o";
}
