import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useProbeNow, type ProbeResult, type Target } from '../../api/targets';
import { Failure } from '../../components/Notice';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import { formatValue } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';
import { PhaseBar } from './PhaseBar';

interface ProbeNowProps {
  readonly target: Target;
  readonly compact?: boolean;
}

/** Probes a target now and shows where the time went. */
export function ProbeNow({ target, compact = false }: ProbeNowProps): ReactElement {
  const { t } = useTranslation();
  const probe = useProbeNow();
  const [opened, modal] = useDisclosure();
  const run = (): void => {
    modal.open();
    probe.mutate(target.id);
  };
  return (
    <>
      <RoleGate needs="operator">
        <Button
          variant="default"
          size={compact ? 'compact-sm' : 'sm'}
          leftSection={<IconRefresh size={15} />}
          onClick={run}
          aria-label={t('target.probeNamed', { name: target.name })}
        >
          {t('target.probe')}
        </Button>
      </RoleGate>
      <Modal
        opened={opened}
        onClose={modal.close}
        title={t('target.probeTitle', { name: target.name })}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {probe.isPending && <Text c="dimmed">{t('target.probing', { url: target.url })}</Text>}
        {probe.isError && <Failure error={probe.error} onRetry={run} />}
        {probe.isSuccess && <Result result={probe.data} />}
      </Modal>
    </>
  );
}

function Result({ result }: { readonly result: ProbeResult }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <Stack gap="sm">
      <Text component="div">
        <StateBadge state={result.success ? 'ok' : 'critical'}>{t(result.success ? 'target.up' : 'target.down')}</StateBadge>{' '}
        <b className="numeric">{formatValue(result.durationSeconds, 's', i18n.language)}</b>
        {result.statusCode !== null && <> · HTTP {result.statusCode}</>}
      </Text>
      {result.reason !== null && <Text size="sm">{result.detail ?? result.reason}</Text>}
      <PhaseBar phases={result.phases} />
      {result.certificateExpiry !== null && (
        <Text size="sm" c="dimmed">
          {t('target.certificateUntil', { date: formatDateTime(result.certificateExpiry, i18n.language) })}
        </Text>
      )}
    </Stack>
  );
}
