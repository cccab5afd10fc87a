import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetStatus } from '../../api/overview';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateIcon } from '../../components/StateIcon';
import { formatValue } from '../../lib/formatNumber';
import styles from './overview.module.css';
import { stateOfTarget } from './states';

export function TargetTiles({ targets }: { readonly targets: readonly TargetStatus[] | null }): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('overview.targets')}
      aside={
        <Anchor size="sm" renderRoot={(props) => <Link to="/targets" {...props} />}>
          {t('overview.allTargets')}
        </Anchor>
      }
    >
      {targets === null ? (
        <Skeleton height={80} aria-label={t('loading')} />
      ) : targets.length === 0 ? (
        <Notice
          title={t('targets.none')}
          action={
            <Button size="xs" variant="default" renderRoot={(props) => <Link to="/targets" {...props} />}>
              {t('targets.add')}
            </Button>
          }
        >
          {t('targets.noneText')}
        </Notice>
      ) : (
        <div className={styles['tiles']}>
          {targets.map((target) => (
            <Tile key={target.name} target={target} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Tile({ target }: { readonly target: TargetStatus }): ReactElement {
  const { t, i18n } = useTranslation();
  const state = stateOfTarget(target);
  return (
    <Link
      to="/targets"
      search={{ q: target.name }}
      className={styles['tile'] ?? ''}
      style={{ borderLeftColor: `var(--state-${state})` }}
      title={target.url}
    >
      <Group gap={6} wrap="nowrap">
        <StateIcon state={state} size={16} />
        <Text size="sm" fw={600} truncate>
          {target.name}
        </Text>
      </Group>
      <Group gap={8} wrap="nowrap" className="numeric">
        <Text size="xs" c="dimmed">
          {t(`target.${state === 'ok' ? 'up' : state === 'critical' ? 'down' : 'unknown'}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {formatValue(target.latency_ms, 'ms', i18n.language)}
        </Text>
        {target.status !== null && (
          <Text size="xs" c="dimmed">
            {target.status}
          </Text>
        )}
      </Group>
    </Link>
  );
}
