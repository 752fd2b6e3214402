// Wrong PINs lock the pad of this tablet, until there is another code of the manager.
export const MOST_TRIES = 15;

export async function lock(app) {
  app.locked = true;
  await app.store.set("tries", MOST_TRIES);
}

export async function unlocked(app) {
  app.locked = false;
  await app.store.set("tries", 0);
}

/** Locked here or by the server; a code that was taken without a network is told first. */
export async function follow(app, before, { device }) {
  const code = await app.store.get("unlock");
  if (code) {
    const { status } = await app.call("POST", "pin/unlock", { code });
    if (status !== 429) await app.store.set("unlock");
  } else if (device?.pin_locked) await lock(app);
  else if (before && before.device?.unlock.salt !== device?.unlock.salt) await unlocked(app);
}
