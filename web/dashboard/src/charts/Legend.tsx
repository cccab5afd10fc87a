import { UnstyledButton, useComputedColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Legend.module.css';
import { seriesColor } from './palette';
import type { SeriesSpec } from './seriesOptions';

interface LegendProps {
  readonly series: readonly SeriesSpec[];
  readonly onToggle: (label: string) => void;
  readonly onOnly: (label: string) => void;
}

/** The names of a chart's lines. A click shows one alone, with Ctrl or Shift it hides and shows it. */
export function Legend({ series, onToggle, onOnly }: LegendProps): ReactElement {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  return (
    <div className={styles['legend']} role="group" aria-label={t('chart.legend')}>
      {series.map(({ label, color, hidden }, index) => (
        <UnstyledButton
          key={label}
          className={styles['entry'] ?? ''}
          aria-pressed={hidden !== true}
          title={t('chart.legendHint')}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) onToggle(label);
            else onOnly(label);
          }}
        >
          <span className={styles['swatch']} style={{ background: seriesColor(color ?? index, scheme) }} />
          {label}
        </UnstyledButton>
      ))}
    </div>
  );
}
