import { Anchor, Breadcrumbs, Code, Grid, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfAlert, useAlertStory, type Alert, type AlertStory } from '../../api/alerts';
import { Failure, Remark } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { useOwnReading } from '../../components/useAlertReading';
import { formatDateTime, formatDuration } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { AcknowledgeButton } from './AcknowledgeButton';
import { AlertStateText } from './AlertStateText';
import { AlertChart } from './AlertChart';
import { AlertTimeline } from './AlertTimeline';
import { Episodes } from './Episodes';
import { EscalationPanel } from './EscalationPanel';
import { ImpactPanel } from './ImpactPanel';
import { NotificationTable } from './NotificationTable';
import { SilenceButton } from './SilenceButton';
import { VerdictPanel } from './VerdictPanel';
import { WhatToDo } from './WhatToDo';

const route = getRouteApi('/shell/alerts/$fingerprint');

export function AlertPage(): ReactElement {
  const { t } = useTranslation();
  const { fingerprint } = route.useParams();
  const { episode } = route.useSearch();
  const story = useAlertStory(fingerprint, episode);
  if (story.isError) return <Failure error={story.error} onRetry={() => void story.refetch()} />;
  if (story.isPending) return <Skeleton height={300} aria-label={t('loading')} />;
  return <Detail key={story.data.alert.id} story={story.data} />;
}

function Detail({ story }: { readonly story: AlertStory }): ReactElement {
  const { t } = useTranslation();
  const { alert, timeline, groups, episodes } = story;
  const of = { fingerprint: alert.fingerprint, episode: alert.id };
  const isEarlier = alert.id !== undefined && episodes[0] !== undefined && episodes[0].id !== alert.id;
  const { textOf } = useOwnReading(alert);
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor size="sm" renderRoot={(props) => <Link to="/alerts" {...props} />}>
          {t('alerts.title')}
        </Anchor>
        <Text size="sm">{alert.name}</Text>
      </Breadcrumbs>
      <PageHeader title={alert.name} lead={messageOfAlert(alert)}>
        {alert.state !== 'resolved' && <SilenceButton alert={alert} />}
        <AcknowledgeButton alert={alert} />
      </PageHeader>
      {isEarlier && <EarlierNotice fingerprint={alert.fingerprint} />}
      <Group mb="md" gap="sm">
        <StateBadge state={alert.severity}>{t(`severity.${alert.severity}`)}</StateBadge>
        <AlertStateText alert={alert} />
        <Text size="sm" className="numeric">
          {textOf(alert)}
        </Text>
      </Group>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            <AlertChart alert={alert} />
            <WhatToDo alert={alert} />
            <ImpactPanel incident={alert} others={episodes.filter(({ id }) => id !== alert.id)} />
            <NotificationTable labels={alert.labels} notifications={alert.notifications ?? []} groups={groups} />
            <Episodes fingerprint={alert.fingerprint} episodes={episodes} current={alert.id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <Facts alert={alert} acknowledgedUntil={story.acknowledgedUntil ?? null} />
            {story.escalation && <EscalationPanel escalation={story.escalation} />}
            <VerdictPanel of={of} judgement={story.verdict ?? null} />
            <AlertTimeline entries={timeline} of={of} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** Above an episode that is not the newest. */
function EarlierNotice({ fingerprint }: { readonly fingerprint: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Remark>
      {t('alert.earlier')}{' '}
      <Anchor size="sm" c="inherit" underline="always" renderRoot={(props) => <Link to="/alerts/$fingerprint" params={{ fingerprint }} {...props} />}>
        {t('alert.toNewest')}
      </Anchor>
    </Remark>
  );
}

// The summary is the page's lead, the runbook a link, the unit is in every number, what to do has a place of its own.
const SHOWN_ELSEWHERE = new Set(['summary', 'recommendation', 'runbook_url', 'unit']);

function Facts({ alert, acknowledgedUntil }: { readonly alert: Alert; readonly acknowledgedUntil: string | null }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  const end = alert.endsAt === null ? now : Date.parse(alert.endsAt);
  const runbook = alert.annotations['runbook_url'];
  const annotations = Object.entries(alert.annotations).filter(([name]) => !SHOWN_ELSEWHERE.has(name));
  return (
    <Panel title={t('alert.details')}>
      <Table layout="fixed" verticalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          <Fact name={t('alert.startedAt')}>{formatDateTime(alert.startsAt, i18n.language)}</Fact>
          <Fact name={t('alert.lasts')}>{formatDuration(end - Date.parse(alert.startsAt))}</Fact>
          {alert.endReason !== undefined && alert.endReason !== null && <Fact name={t('alert.endReason')}>{alert.endReason}</Fact>}
          {alert.acknowledgedBy !== null && <Fact name={t('alert.by')}>{alert.acknowledgedBy}</Fact>}
          {acknowledgedUntil !== null && <Fact name={t('alert.takenBack')}>{formatDateTime(acknowledgedUntil, i18n.language)}</Fact>}
          {alert.note !== null && alert.note !== '' && <Fact name={t('alert.note')}>{alert.note}</Fact>}
          {annotations.map(([name, text]) => (
            <Fact key={name} name={name}>
              {text}
            </Fact>
          ))}
          {runbook !== undefined && (
            <Fact name={t('alert.runbook')}>
              <ExternalLink address={runbook} />
            </Fact>
          )}
        </Table.Tbody>
      </Table>
      <Group gap={6} mt="sm">
        {Object.entries(alert.labels).map(([name, value]) => (
          <Code key={name}>
            {name}={value}
          </Code>
        ))}
      </Group>
    </Panel>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <Table.Tr>
      <Table.Td c="dimmed" w={120} style={{ verticalAlign: 'top' }}>
        {name}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}

/** Rule files are written by people: only web addresses become links. */
function ExternalLink({ address }: { readonly address: string }): ReactElement {
  if (!/^https?:\/\//.test(address)) return <>{address}</>;
  return (
    <Anchor href={address} target="_blank" rel="noopener noreferrer" size="sm">
      {address}
    </Anchor>
  );
}
