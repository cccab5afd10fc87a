type Child = Node | string | null | false;

/** Builds an element; text stays text, so nothing received can become markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children.filter((child) => child !== null && child !== false));
  return created;
}

/** A link to the outside; anything but http, https and mailto is shown as text. */
export function externalLink(href: string, label: string, className = ''): HTMLElement {
  if (!/^(https?:|mailto:)/i.test(href)) return element('span', { class: className }, label);
  return element('a', { href, target: '_blank', rel: 'noopener noreferrer', class: className }, label);
}
