/** Whether a watch or an outlook came with a rule, and goes with it: its name begins so. */
export function belongsToRule(name: string): boolean {
  return name.startsWith('rule.');
}
