import type { Route } from '../../api/routing';
import { allMatch, parseMatchers, type LabelSet } from '../../lib/matchers';

/** Where an alert goes. */
export interface Way {
  /** Ids of the nodes that tell people of it. */
  readonly ends: ReadonlySet<string>;
  /** Ids of all nodes on the way there. */
  readonly path: ReadonlySet<string>;
  /** Ids of nodes whose matchers cannot be judged here; the way is not certain then. */
  readonly unknown: ReadonlySet<string>;
}

/** The way of an alert with these labels: down the first child that matches, on to its siblings where it says `continue`, as the service goes. */
export function takenRoutes(root: Route, labels: LabelSet): Way {
  const way = { ends: new Set<string>(), path: new Set<string>(), unknown: new Set<string>() };
  walk(root, labels, way);
  return way;
}

/** Whom the ends of a way tell, each once, in the order of the tree. */
export function channelsOf(route: Route, way: Way): readonly string[] {
  const own = way.ends.has(route.id) ? route.channels : [];
  return [...new Set([...own, ...route.routes.flatMap((child) => channelsOf(child, way))])];
}

function walk(route: Route, labels: LabelSet, way: { ends: Set<string>; path: Set<string>; unknown: Set<string> }): void {
  way.path.add(route.id);
  let taken = false;
  for (const child of route.routes) {
    const matchers = parseMatchers(child.matchers);
    const holds = matchers === null ? null : allMatch(matchers, labels);
    if (holds === null) way.unknown.add(child.id);
    if (holds !== true) continue;
    taken = true;
    walk(child, labels, way);
    if (!child.continue) break;
  }
  if (!taken) way.ends.add(route.id);
}
