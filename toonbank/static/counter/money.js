// Cents as the shop's locale writes them.
export function money(locale, currency) {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  const mark = new Intl.NumberFormat(locale).format(1.5)[1];
  const group = mark === "," ? "." : ",";
  const typed = new RegExp(`^(\\d{1,7}|\\d{1,3}(?:\\${group}\\d{3})+)(?:[.,](\\d{1,2}|-))?$`);
  return {
    show: (cents) => format.format(cents / 100),
    edit: (cents) => (cents / 100).toFixed(2).replace(".", mark),
    /** Cents, null for nothing, NaN for what is no amount. */
    read(text) {
      const bare = text.replace(/[\s€$£]/g, "");
      if (!bare) return null;
      const [, whole, part = ""] = typed.exec(bare) || [];
      return whole ? +whole.replaceAll(group, "") * 100 + +part.replace("-", "").padEnd(2, "0") : NaN;
    },
  };
}
