import { useComputedColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PHASES, type Phase } from '../../api/targets';
import { seriesColor } from '../../charts/palette';
import { formatValue } from '../../lib/formatNumber';
import { phaseShares } from './phases';
import styles from './targets.module.css';

/** Where the time of one request went: DNS, connect, TLS, first byte, transfer. */
export function PhaseBar({ phases }: { readonly phases: Readonly<Partial<Record<Phase, number>>> }): ReactElement | null {
  const { t, i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const shares = phaseShares(phases);
  if (shares.length === 0) return null;
  const colorOf = (phase: Phase): string => seriesColor(PHASES.indexOf(phase), scheme);
  return (
    <div>
      <div className={styles['phases']} aria-hidden>
        {shares.map(({ phase, share }) => (
          <span key={phase} style={{ flexGrow: share, background: colorOf(phase) }} />
        ))}
      </div>
      <div className={`numeric ${styles['legend'] ?? ''}`}>
        {shares.map(({ phase, seconds }) => (
          <span key={phase}>
            <i style={{ background: colorOf(phase) }} />
            {t(`phase.${phase}`)} <b>{formatValue(seconds, 's', i18n.language)}</b>
          </span>
        ))}
      </div>
    </div>
  );
}
