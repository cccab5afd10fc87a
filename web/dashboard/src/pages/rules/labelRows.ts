/** A label as it is written in a form. */
export interface LabelRow {
  readonly name: string;
  readonly value: string;
}

export function toLabelRows(labels: Readonly<Record<string, string>>): readonly LabelRow[] {
  return Object.entries(labels).map(([name, value]) => ({ name, value }));
}

/** Rows in which nothing stands are left out. */
export function toLabels(rows: readonly LabelRow[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value.trim()]));
}

/** Whether a value has no name, or two labels have the same one, or that of the severity, which has a field of its own. */
export function areWrong(rows: readonly LabelRow[]): boolean {
  const names = rows.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '').map(({ name }) => name.trim());
  return names.includes('') || names.includes('severity') || new Set(names).size < names.length;
}
