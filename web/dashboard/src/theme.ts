import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

// Calm blue for what can be pressed; states have their own colours in global.css.
const brand: MantineColorsTuple = [
  '#eaf3fc', '#d2e3f5', '#a3c6ec', '#70a7e3', '#478cdc', '#2d7bd7', '#1c6fc9', '#1261b4', '#0a56a2', '#004a8f',
];

// The library's greys with a touch of blue, so that inputs and menus match the page's surfaces.
const dark: MantineColorsTuple = [
  '#dfe4eb', '#b6bfcb', '#9aa5b4', '#6b7685', '#3d4654', '#2d343f', '#232831', '#1a1e25', '#15181e', '#0f1216',
];

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  // Of a colour that is a variable the library does not know the contrast. Set on the button itself it would also stand where that is disabled.
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    return input.variant === 'filled' && input.color === 'var(--state-critical)' ? { ...resolved, color: 'var(--surface)' } : resolved;
  },
  colors: { brand, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } } },
  components: {
    // The head of a dialog is a <header>, which by itself counts as another head of the whole page.
    ModalHeader: { defaultProps: { role: 'none' } },
  },
});
