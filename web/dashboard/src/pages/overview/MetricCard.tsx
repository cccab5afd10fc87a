import { Group, Text, Tooltip } from '@mantine/core';
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Sparkline } from '../../charts/Sparkline';
import { Panel } from '../../components/Panel';
import { StateIcon, type State } from '../../components/StateIcon';
import { formatDigits } from '../../lib/formatNumber';
import styles from './overview.module.css';

interface MetricCardProps {
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  readonly values: readonly (number | null)[];
  readonly color: string;
  /** Change in percent, null when unknown. */
  readonly trend: number | null;
  readonly better: 'higher' | 'lower';
  readonly state?: State;
  readonly note?: string;
}

// Changes smaller than this, in percent, are noise and get no colour.
const NOTEWORTHY = 10;

export function MetricCard({ title, value, unit, values, color, trend, better, state, note }: MetricCardProps): ReactElement {
  return (
    <Panel>
      <div className={styles['card']}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap={6} wrap="nowrap">
            {state !== undefined && state !== 'ok' && <StateIcon state={state} size={16} />}
            <Text size="sm" c="dimmed" fw={500} truncate>
              {title}
            </Text>
          </Group>
          {trend !== null && <Trend percent={trend} better={better} />}
        </Group>
        <div className={styles['value']}>
          <span className="numeric">{value}</span> <span className={styles['unit']}>{unit}</span>
        </div>
        <Sparkline values={values} color={color} />
        <Text size="xs" c="dimmed" className="numeric" truncate mih={18}>
          {note}
        </Text>
      </div>
    </Panel>
  );
}

function Trend({ percent, better }: { readonly percent: number; readonly better: 'higher' | 'lower' }): ReactElement {
  const { t, i18n } = useTranslation();
  const Arrow = percent > 0 ? IconArrowUpRight : percent < 0 ? IconArrowDownRight : IconArrowRight;
  const good = percent > 0 === (better === 'higher');
  const color = Math.abs(percent) < NOTEWORTHY ? 'dimmed' : `var(--state-${good ? 'ok' : 'warning'})`;
  return (
    <Tooltip label={t('overview.trend')}>
      <Text component="span" size="xs" fw={600} c={color} className={`numeric ${styles['trend'] ?? ''}`}>
        <Arrow size={14} aria-hidden />
        {percent > 0 ? '+' : ''}
        {formatDigits(percent, i18n.language, 3)}%
      </Text>
    </Tooltip>
  );
}
