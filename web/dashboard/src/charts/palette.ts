export type ColorScheme = 'light' | 'dark';

/** Colours of a chart's frame and of its meanings. */
export interface ChartColors {
  readonly text: string;
  readonly grid: string;
  readonly warning: string;
  readonly critical: string;
  /** What was done to the system. */
  readonly event: string;
  /** Behind the text, so that it reads on lines. */
  readonly surface: string;
}

const COLORS: Readonly<Record<ColorScheme, ChartColors>> = {
  light: {
    text: '#56606e',
    grid: 'rgba(30, 45, 70, 0.08)',
    warning: '#a85f00',
    critical: '#c2255c',
    event: '#5b4fb5',
    surface: '#ffffff',
  },
  dark: {
    text: '#9aa5b4',
    grid: 'rgba(200, 215, 240, 0.08)',
    warning: '#f0a93b',
    critical: '#ff7aa8',
    event: '#a99cf5',
    surface: '#1a1e25',
  },
};

// After Okabe and Ito, "Color Universal Design" (2008): distinguishable with every common colour blindness;
// the light scheme's are darkened for contrast on white.
const SERIES: Readonly<Record<ColorScheme, readonly string[]>> = {
  light: ['#0b6bb5', '#c2590a', '#00806a', '#a8448a', '#3a8fc7', '#8a7000', '#5b4fb5', '#6b7380'],
  dark: ['#56b4e9', '#f28e3c', '#2bc4a0', '#e08cc3', '#9ad0f5', '#e3cf4a', '#a99cf5', '#aab3c0'],
};

export function chartColors(scheme: ColorScheme): ChartColors {
  return COLORS[scheme];
}

/** The colour of the series at an index; after the last it begins again. */
export function seriesColor(index: number, scheme: ColorScheme): string {
  const colors = SERIES[scheme];
  return colors[index % colors.length] ?? '#888888';
}

/** A colour `#rrggbb` made translucent. */
export function translucent(color: string, opacity: number): string {
  const alpha = Math.round(Math.min(1, Math.max(0, opacity)) * 255);
  return `${color}${alpha.toString(16).padStart(2, '0')}`;
}
