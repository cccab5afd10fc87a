import type uPlot from 'uplot';
import { formatValue } from '../lib/formatNumber';
import { labelOffset, type Marker } from './markers';
import { chartColors } from './palette';
import type { ChartSpec } from './seriesOptions';

const LABEL_HEIGHT = 14;

/** Draws each marker as a dashed line across the plot with its name and value. */
export function drawMarkers(plot: uPlot, markers: readonly Marker[], spec: Pick<ChartSpec, 'scheme' | 'unit' | 'locale'>): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const colors = chartColors(spec.scheme);
  ctx.save();
  ctx.font = `600 ${String(11 * ratio)}px system-ui, sans-serif`;
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = ratio;
  for (const { value, label, kind } of markers) {
    const y = plot.valToPos(value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    const atLeft = kind === 'baseline';
    const color = kind === 'info' ? colors.text : kind === 'baseline' ? colors.event : colors[kind];
    ctx.textAlign = atLeft ? 'left' : 'right';
    ctx.strokeStyle = color;
    ctx.fillStyle = color;
    ctx.setLineDash([4 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const offset = labelOffset((y - bbox.top) / ratio, LABEL_HEIGHT) * ratio;
    const text = `${label} ${formatValue(value, spec.unit, spec.locale)}`;
    const [x, baseline] = [atLeft ? bbox.left + 4 * ratio : bbox.left + bbox.width - 4 * ratio, bbox.top + offset];
    ctx.setLineDash([]);
    ctx.strokeStyle = colors.surface;
    ctx.lineWidth = 4 * ratio;
    ctx.strokeText(text, x, baseline);
    ctx.lineWidth = ratio;
    ctx.fillText(text, x, baseline);
  }
  ctx.restore();
}
