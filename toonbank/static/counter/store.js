// What this device remembers: who is at the counter, its tickets, and those still to be sent.
export function store(slug) {
  const name = `toonbank:${slug}`;
  const session = read(sessionStorage, name) || { known: [], waiting: {} };
  const keep = () => write(sessionStorage, name, session);
  return {
    employee: () => read(localStorage, name),
    setEmployee: (id) => write(localStorage, name, id),
    known: () => session.known,
    waiting: () => Object.values(session.waiting),
    wait(item) {
      session.waiting[item.document.uuid] = item;
      keep();
    },
    done(uuid) {
      delete session.waiting[uuid];
      session.known = [uuid, ...session.known.filter((other) => other !== uuid)];
      keep();
    },
    forget(uuid) {
      delete session.waiting[uuid];
      session.known = session.known.filter((other) => other !== uuid);
      keep();
    },
  };
}

// Without storage the counter works for as long as the page is open.
function read(place, name) {
  try {
    return JSON.parse(place.getItem(name));
  } catch {
    return null;
  }
}

function write(place, name, value) {
  try {
    place.setItem(name, JSON.stringify(value));
  } catch {}
}
