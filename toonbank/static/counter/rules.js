// Which add-ons fit this ticket. A list from before there were such rules names none: then all do.
export const fits = ({ service_types: types, moments }, { service_type, moment }) => allows(types, service_type) && allows(moments, moment);

/** Worth more of the job's price than customers usually give. */
export const isDear = ({ too_dear_for: types = [] }, { service_type }) => types.includes(service_type);

/** What got a yes on this ticket and does not go together with this one. */
export function rival(addons, { lines }, { id, not_with: others = [] }) {
  const excludes = (other) => others.includes(other.id) || other.not_with?.includes(id);
  return addons.find((other) => lines.get(other.id)?.outcome === "bought" && excludes(other));
}

export const mayRepeat = ({ quantity_allowed: allowed = true }) => allowed;

const allows = (all, one) => !all?.length || all.includes(one);
