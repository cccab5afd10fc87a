import { useComputedColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../api/escalation';
import { seriesColor, translucent } from '../../charts/palette';
import { formatMinute } from '../../lib/formatTime';
import { placeOf } from './shifts';
import styles from './ShiftStrip.module.css';

interface ShiftStripProps {
  readonly shifts: readonly Shift[];
  readonly people: readonly string[];
  readonly days: number;
}

const DAY_MS = 86_400_000;

/** The shifts over the days to come, a colour for each person; gaps are hatched. */
export function ShiftStrip({ shifts, people, days }: ShiftStripProps): ReactElement | null {
  const { t, i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const [first] = shifts;
  if (first === undefined) return null;
  const from = Date.parse(first.from);
  const to = from + days * DAY_MS;
  const dayName = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', day: 'numeric' });
  const midnights = Array.from({ length: days }, (_, day) => new Date(from).setHours(24 * (day + 1), 0, 0, 0)).filter((at) => at < to);
  return (
    <div className={styles['strip']} role="img" aria-label={shifts.map((shift) => told(shift)).join('; ')}>
      {midnights.map((at) => (
        <div key={at} className={styles['day']} style={{ left: `${String(((at - from) / (to - from)) * 100)}%` }}>
          <span>{dayName.format(at)}</span>
        </div>
      ))}
      {shifts.map((shift) => {
        const { left, width } = placeOf(shift, from, to);
        const color = shift.person ? seriesColor(people.indexOf(shift.person), scheme) : null;
        return (
          <div
            key={shift.from}
            className={`${styles['shift'] ?? ''} ${color === null ? (styles['gap'] ?? '') : ''}`}
            title={told(shift)}
            style={{ left: `${String(left)}%`, width: `${String(width)}%`, ...(color === null ? {} : { background: translucent(color, 0.18), borderColor: color }) }}
          >
            {shift.person ?? t('oncall.nobody')}
          </div>
        );
      })}
    </div>
  );

  function told({ from: begin, to: end, person, reason }: Shift): string {
    return `${formatMinute(begin, i18n.language)} – ${formatMinute(end, i18n.language)}: ${person ?? t('oncall.nobody')}${reason ? ` (${reason})` : ''}`;
  }
}
