import type { BaselineId, Baselines } from '../../api/baselines';
import type { BaselineSearch } from '../../lib/urlState';

/** The baseline an address names, of which the newest version stands first; else the reference; else the newest of all. */
export function chosenOf(list: Baselines | undefined, { name, version }: BaselineSearch): BaselineId | null {
  if (list === undefined) return null;
  const named = list.baselines.filter((one) => one.name === name);
  const found =
    named.find((one) => String(one.version) === version) ??
    named[0] ??
    list.baselines.find((one) => one.name === list.reference && one.version === list.referenceVersion) ??
    list.baselines[0];
  return found === undefined ? null : { name: found.name, version: found.version };
}
