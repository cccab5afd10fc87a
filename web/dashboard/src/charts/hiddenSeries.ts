/** Hides a name that is shown, shows one that is hidden. */
export function toggled(hidden: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(hidden);
  if (!next.delete(name)) next.add(name);
  return next;
}

/** Shows one name alone; when it already is alone, shows all again. */
export function onlyShown(hidden: ReadonlySet<string>, name: string, all: readonly string[]): ReadonlySet<string> {
  const others = all.filter((other) => other !== name);
  const alone = !hidden.has(name) && others.every((other) => hidden.has(other));
  return alone ? new Set() : new Set(others);
}
