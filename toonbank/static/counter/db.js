// The tablet's own storage. One write is one transaction: whole or not at all, and on disk before it resolves.
const STORES = ["catalog", "queue", "sent", "device", "settings"];

export function database(name) {
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
  const read = async (store, method, key) => {
    const request = (await opened).transaction(store).objectStore(store)[method](key);
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  };
  return {
    name,
    get: (store, key) => read(store, "get", key),
    all: (store) => read(store, "getAll"),
    /** Each change is [store, key, value]; without a value the key goes. */
    async write(...changes) {
      const transaction = (await opened).transaction(STORES, "readwrite", { durability: "strict" });
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      for (const [store, key, value] of changes) {
        const place = transaction.objectStore(store);
        if (value === undefined) place.delete(key);
        else place.put(value, key);
      }
      return done;
    },
  };
}
