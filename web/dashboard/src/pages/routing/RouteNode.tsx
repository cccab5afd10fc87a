import { Code, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Route } from '../../api/routing';
import { StateBadge } from '../../components/StateBadge';
import { formatDuration } from '../../lib/formatTime';
import styles from './RouteNode.module.css';
import type { Way } from './takenRoutes';

interface RouteNodeProps {
  readonly route: Route;
  /** Null while nobody asks for a way. */
  readonly way: Way | null;
}

/** A route with those below it. */
export function RouteNode({ route, way }: RouteNodeProps): ReactElement {
  const { t } = useTranslation();
  const taken = way?.ends.has(route.id) ?? false;
  const look = taken ? styles['taken'] : way?.path.has(route.id) ? styles['onTheWay'] : '';
  const times = { wait: formatDuration(route.groupWaitSeconds * 1_000), interval: formatDuration(route.groupIntervalSeconds * 1_000), repeat: formatDuration(route.repeatIntervalSeconds * 1_000) };
  return (
    <li style={{ listStyle: 'none' }}>
      <div className={`${styles['node'] ?? ''} ${look ?? ''}`} data-testid="route" data-taken={taken}>
        <Group gap="xs">
          <Code style={{ overflowWrap: 'anywhere' }}>{route.matchers === '{}' ? t('routing.everything') : route.matchers}</Code>
          <Text size="sm" fw={600}>→ {route.channels.join(', ') || t('routing.nobody')}</Text>
          {taken && <StateBadge state="info">{t('routing.taken')}</StateBadge>}
          {way?.unknown.has(route.id) && <StateBadge state="unknown">{t('routing.unknown')}</StateBadge>}
          {route.continue && <Text size="xs" c="dimmed">{t('routing.continues')}</Text>}
        </Group>
        <Text size="xs" c={taken ? 'var(--mantine-color-text)' : 'dimmed'} mt={4}>
          {t('routing.groupBy', { labels: route.groupBy.join(', ') || t('routing.oneGroup') })} · {t('routing.times', times)}
        </Text>
        {route.cooldownSeconds > 0 && <Text size="xs">{t('routing.cooldown', { time: formatDuration(route.cooldownSeconds * 1_000) })}</Text>}
        {route.muteTimes.length > 0 && <Text size="xs">{t('routing.muted', { times: route.muteTimes.join(', ') })}</Text>}
        {route.activeTimes.length > 0 && <Text size="xs">{t('routing.active', { times: route.activeTimes.join(', ') })}</Text>}
        {route.warnings.map((warning) => (
          <Text key={warning} size="xs" c="var(--state-warning)">{warning}</Text>
        ))}
      </div>
      {route.routes.length > 0 && (
        <ul className={styles['children']}>
          {route.routes.map((child) => <RouteNode key={child.id} route={child} way={way} />)}
        </ul>
      )}
    </li>
  );
}
