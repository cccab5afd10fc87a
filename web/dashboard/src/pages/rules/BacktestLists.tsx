import { Badge, Code, List, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest, IncidentVerdict } from '../../api/backtest';
import { formatDateTime, formatDuration, formatMinute } from '../../lib/formatTime';
import { heldReasons } from './heldReasons';

// Further reasons say little that these do not.
const MOST_REASONS = 20;

interface BacktestListsProps {
  readonly backtest: Backtest;
  /** At the threshold that is looked at. */
  readonly incidents: readonly IncidentVerdict[];
  /** The threshold that messages and holds are of, where another one is looked at. */
  readonly ownThreshold: number | null;
}

/** Which incidents were found and how late, who was told, and what was held back and why. */
export function BacktestLists({ backtest, incidents, ownThreshold }: BacktestListsProps): ReactElement {
  const { t, i18n } = useTranslation();
  const held = heldReasons(backtest.held);
  return (
    <>
      {incidents.length > 0 && (
        <Part title={t('backtest.incidentList')}>
          <Table verticalSpacing={4} withRowBorders={false} aria-label={t('backtest.incidentList')}>
            <Table.Tbody>
              {incidents.map(({ name, from, to, found, delaySeconds, firingSince }) => (
                <Table.Tr key={`${from} ${to} ${name ?? ''}`}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    {name} <Text size="xs" c="dimmed" span>{formatMinute(from, i18n.language)}</Text>
                  </Table.Td>
                  <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                    {found ? (
                      t('backtest.foundAfter', { time: formatDuration((delaySeconds ?? 0) * 1_000) })
                    ) : (
                      <Text size="sm" c="var(--state-critical)" span>{firingSince ? t('backtest.firingSince', { time: formatMinute(firingSince, i18n.language) }) : t('backtest.missed')}</Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Part>
      )}
      {ownThreshold !== null && backtest.notifications.length + held.length > 0 && (
        <Text size="sm" c="dimmed" data-testid="backtest-own">{t('backtest.ownThreshold', { value: String(ownThreshold) })}</Text>
      )}
      {backtest.notifications.length > 0 && (
        <Part title={t('alert.notifications')}>
          <List size="sm" style={{ maxHeight: 200, overflowY: 'auto' }} aria-label={t('alert.notifications')} tabIndex={0}>
            {backtest.notifications.map(({ at, group, reasonText, channels, night }) => (
              <List.Item key={`${at} ${group}`}>
                {formatDateTime(at, i18n.language)} {night && <Code>{t('backtest.night')}</Code>} {reasonText} → {channels.join(', ') || t('routing.nobody')}
              </List.Item>
            ))}
          </List>
        </Part>
      )}
      {held.length > 0 && (
        <Part title={t('backtest.held')}>
          <List size="sm" aria-label={t('backtest.held')} data-testid="backtest-held">
            {held.slice(0, MOST_REASONS).map(({ reason, alerts, first, last }) => (
              <List.Item key={reason} style={{ overflowWrap: 'anywhere' }}>
                <Badge variant="default" size="sm" mr={6} tt="none">{t('alerts.count', { count: alerts })}</Badge>
                {reason} <Text size="xs" c="dimmed" span>{formatMinute(first, i18n.language)}{last === first ? '' : ` – ${formatMinute(last, i18n.language)}`}</Text>
              </List.Item>
            ))}
          </List>
          {held.length > MOST_REASONS && <Text size="sm" c="dimmed">{t('backtest.moreReasons', { count: held.length - MOST_REASONS })}</Text>}
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">{title}</Title>
      {children}
    </Stack>
  );
}
