/** The document with null where a service left out what it does not have. */
export function fillNulls<Shape extends object>(document: Shape, names: readonly (keyof Shape)[]): Shape {
  const nulls = Object.fromEntries(names.map((name) => [name, null])) as Partial<Shape>;
  return { ...nulls, ...document };
}
