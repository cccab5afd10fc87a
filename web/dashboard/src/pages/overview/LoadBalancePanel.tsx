import { Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewPoint } from '../../api/overview';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { formatDigits } from '../../lib/formatNumber';
import { loadBalance } from './loadBalance';
import styles from './overview.module.css';

const VERDICT_STATE = { even: 'ok', uneven: 'info', oneCore: 'warning', idle: 'unknown' } as const;

/** How the load of the last minute is spread over the cores. */
export function LoadBalancePanel({ points }: { readonly points: readonly OverviewPoint[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const balance = loadBalance(points);
  const percent = (value: number): string => `${formatDigits(value, i18n.language, 2)}%`;
  if (balance === null) {
    return (
      <Panel title={t('overview.balance')}>
        <Text size="sm" c="dimmed">{t('overview.balanceUnknown')}</Text>
      </Panel>
    );
  }
  const { cores, mean, busiest, verdict } = balance;
  return (
    <Panel title={t('overview.balance')} aside={<StateBadge state={VERDICT_STATE[verdict]}>{t(`overview.balanceVerdict.${verdict}`)}</StateBadge>}>
      <Text size="sm" mb="xs">{t(`overview.balanceText.${verdict}`, { core: busiest, most: percent(cores[busiest] ?? 0), mean: percent(mean) })}</Text>
      <div className={styles['cores']} data-testid="load-balance">
        {cores.map((value, core) => (
          // Cores have no identity but their number.
          <div key={core}>
            <Text size="xs" c="dimmed" className="numeric" style={{ display: 'flex', justifyContent: 'space-between' }}>
              <span>{t('overview.core', { core })}</span>
              <span>{percent(value)}</span>
            </Text>
            <Progress value={value} size={6} color={core === busiest && verdict === 'oneCore' ? 'var(--state-warning)' : 'var(--state-info)'} aria-label={t('overview.coreLoad', { core, value: percent(value) })} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
