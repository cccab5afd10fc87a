import type { Dependency, InhibitRule } from '../../api/routing';
import { allMatch, parseMatchers, type LabelSet } from '../../lib/matchers';

/** What an alert is to something that holds alerts back; null where its matchers cannot be judged here. */
export interface HoldRole {
  /** While it fires, others are held back. */
  readonly holds: boolean | null;
  /** It can be held back by others. */
  readonly isHeld: boolean | null;
}

export function inhibitRole({ source, target }: InhibitRule, labels: LabelSet): HoldRole {
  return { holds: judge(source, labels), isHeld: judge(target, labels) };
}

/** Behind one that is itself behind another counts too, over any number of steps, as the service has it. */
export function dependencyRole({ target, behind, when }: Dependency, all: readonly Dependency[], labels: LabelSet): HoldRole {
  const own = labels['target'] ?? labels['instance'];
  const isFront = own === target && behind.length > 0;
  return { holds: isFront && judge(when.join(','), labels), isHeld: own !== undefined && frontsOf(own, all).has(target) };
}

function judge(text: string, labels: LabelSet): boolean | null {
  const matchers = parseMatchers(text);
  return matchers === null ? null : allMatch(matchers, labels);
}

function frontsOf(target: string, all: readonly Dependency[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [target];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { target: front, behind } of all) {
      if (!behind.includes(next) || found.has(front)) continue;
      found.add(front);
      waiting.push(front);
    }
  }
  return found;
}
