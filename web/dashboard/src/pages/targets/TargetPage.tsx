import { Anchor, Breadcrumbs, Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Labels } from '../../api/prometheus';
import { PHASES, useTargets, type Target } from '../../api/targets';
import { RangeNotes } from '../../components/ChangeNotes';
import { Failure, Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { QueryChart } from '../../components/QueryChart';
import { RefreshPicker } from '../../components/RefreshPicker';
import { RoleGate } from '../../components/RoleGate';
import { TimeRangePicker } from '../../components/TimeRangePicker';
import { formatValue, NO_VALUE } from '../../lib/formatNumber';
import type { TimeRange } from '../../lib/timeRange';
import { rangeOf, refreshMs } from '../../lib/urlState';
import { ProbeNow } from './ProbeNow';
import { TargetForm } from './TargetForm';
import { CertificateDays, TargetBadge } from './TargetTable';
import { useTargetFacts } from './useTargetFacts';

const route = getRouteApi('/shell/targets/$id');

export function TargetPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const targets = useTargets();
  if (targets.isError) return <Failure error={targets.error} onRetry={() => void targets.refetch()} />;
  if (targets.isPending) return <Skeleton height={300} aria-label={t('loading')} />;
  const target = targets.data.find((candidate) => candidate.id === id);
  if (target === undefined) {
    return (
      <Notice
        state="unknown"
        title={t('target.gone')}
        action={<Anchor renderRoot={(props) => <Link to="/targets" {...props} />}>{t('overview.allTargets')}</Anchor>}
      >
        {t('target.goneText')}
      </Notice>
    );
  }
  return <Detail target={target} />;
}

/** In the order of a request, with the colours of the bar that a probe shows. */
function placeOfPhase({ phase }: Labels): number {
  return PHASES.findIndex((known) => known === phase);
}

function Detail({ target }: { readonly target: Target }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, form] = useDisclosure();
  const range = rangeOf(search);
  const refetchMs = refreshMs(search);
  const changeRange = (chosen: TimeRange): void => void navigate({ search: (previous) => ({ ...previous, ...chosen }) });
  const selector = `{target=${JSON.stringify(target.name)}}`;
  const chart = { range, refetchMs, onRange: changeRange, syncKey: 'target', height: 220, notes: false } as const;
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor size="sm" renderRoot={(props) => <Link to="/targets" {...props} />}>
          {t('targets.title')}
        </Anchor>
        <Text size="sm">{target.name}</Text>
      </Breadcrumbs>
      <PageHeader
        title={target.name}
        lead={
          <>
            {t(`target.kind.${target.kind}`)} · <Anchor href={target.url} target="_blank" rel="noopener noreferrer" size="sm">{target.url}</Anchor>
          </>
        }
      >
        <ProbeNow target={target} />
        <RoleGate needs="operator" unless={target.origin === 'api' ? null : t('targets.provided')}>
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={form.open}>
            {t('edit')}
          </Button>
        </RoleGate>
      </PageHeader>
      <Facts target={target} />
      <Group justify="flex-end" my="md" gap="xs">
        <TimeRangePicker range={range} onChange={changeRange} />
        <RefreshPicker value={search.refresh} onChange={(refresh) => void navigate({ search: (previous) => ({ ...previous, refresh }) })} />
      </Group>
      <Stack gap="md">
        <RangeNotes range={range} />
        <Panel title={t('target.responseTime')}>
          <QueryChart {...chart} title={t('target.responseTime')} query={`probe_duration_seconds${selector}`} unit="s" valueRange="zero" fill label={() => t('target.total')} />
        </Panel>
        <Panel title={t('target.phases')}>
          <QueryChart
            {...chart}
            title={t('target.phases')}
            query={`probe_http_duration_seconds${selector}`}
            unit="s"
            valueRange="zero"
            position={placeOfPhase}
            label={({ phase }) => (phase === undefined ? '' : t(`phase.${phase as 'resolve'}`))}
          />
        </Panel>
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Panel title={t('target.availability')}>
            <QueryChart {...chart} title={t('target.availability')} query={`probe_success${selector}`} unit="ratio" valueRange="ratio" fill label={() => t('target.availability')} />
          </Panel>
          <Panel title={t('target.statusCodes')}>
            <QueryChart {...chart} title={t('target.statusCodes')} query={`probe_http_status_code${selector}`} unit="none" valueRange="zero" label={() => t('target.statusCodes')} />
          </Panel>
        </SimpleGrid>
      </Stack>
      <TargetForm target={target} opened={opened} onClose={form.close} />
    </>
  );
}

function Facts({ target }: { readonly target: Target }): ReactElement {
  const { t, i18n } = useTranslation();
  const facts = useTargetFacts()(target.name);
  const rows = [
    ['status', <TargetBadge key="status" target={target} up={facts.up} />],
    ['uptime', formatValue(facts.uptime, 'availability', i18n.language)],
    ['latency', formatValue(facts.seconds, 's', i18n.language)],
    ['code', facts.statusCode ?? NO_VALUE],
    ['certificate', <CertificateDays key="certificate" expiry={facts.certificateExpiry} />],
    ['interval', formatValue(target.intervalSeconds, 's', i18n.language)],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} spacing="sm">
      {rows.map(([name, value]) => (
        <Panel key={name}>
          <Text size="xs" c="dimmed">
            {t(`targets.column.${name}`)}
          </Text>
          <Text component="div" fw={600} className="numeric">
            {value}
          </Text>
        </Panel>
      ))}
    </SimpleGrid>
  );
}
