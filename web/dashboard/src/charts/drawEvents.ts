import type uPlot from 'uplot';
import { placeEvents, type ChartEvent } from './events';
import { chartColors, translucent } from './palette';
import type { ChartSpec } from './seriesOptions';

const LABEL_HEIGHT = 14;

/** Draws each event as a line from top to bottom with its name at the top; one that took time as the stretch between. */
export function drawEvents(plot: uPlot, events: readonly ChartEvent[], { scheme }: Pick<ChartSpec, 'scheme'>): void {
  if (events.length === 0) return;
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const colors = chartColors(scheme);
  ctx.save();
  ctx.font = `600 ${String(11 * ratio)}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  const placed = placeEvents(
    events,
    (seconds) => plot.valToPos(seconds, 'x', true) / ratio,
    [bbox.left / ratio, (bbox.left + bbox.width) / ratio],
    (text) => ctx.measureText(text).width / ratio,
  );
  for (const { left, right, label, labelLeft, tone } of placed) {
    const color = tone === undefined ? colors.event : tone === 'quiet' ? colors.text : colors[tone];
    ctx.fillStyle = translucent(color, 0.12);
    ctx.fillRect(left * ratio, bbox.top, (right - left) * ratio, bbox.height);
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.5 * ratio;
    ctx.beginPath();
    ctx.moveTo(left * ratio, bbox.top);
    ctx.lineTo(left * ratio, bbox.top + bbox.height);
    ctx.stroke();
    const baseline = bbox.top + (LABEL_HEIGHT - 3) * ratio;
    ctx.strokeStyle = colors.surface;
    ctx.lineWidth = 4 * ratio;
    ctx.strokeText(label, labelLeft * ratio, baseline);
    ctx.fillStyle = color;
    ctx.fillText(label, labelLeft * ratio, baseline);
  }
  ctx.restore();
}
