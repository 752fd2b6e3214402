// This device's clocks, and how far its wall clock is from the server's.
export function clocks(offset = null) {
  let drift = Date.now() - performance.now();
  const now = () => {
    // Back is never sleep: somebody set the wall clock since it was compared.
    const set = Math.min(0, Date.now() - performance.now() - drift);
    const known = offset === null ? null : offset - (set < -2000 ? set : 0);
    return { wall: Date.now(), steady: performance.now(), life: performance.timeOrigin, offset: known };
  };
  return {
    now,
    measure(header) {
      const server = Date.parse(header);
      if (!server) return;
      // The header has whole seconds.
      offset = server + 500 - Date.now();
      drift = Date.now() - performance.now();
    },
    server: () => Date.now() + (now().offset || 0),
  };
}
