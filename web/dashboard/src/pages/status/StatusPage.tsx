import { Container, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { usePublicStatus, type PublicStatus } from '../../api/publicStatus';
import { Failure, Notice, StaleNotice } from '../../components/Notice';
import { StateIcon } from '../../components/StateIcon';
import { ColorSchemeMenu } from '../../layout/ColorSchemeMenu';
import { LanguageMenu } from '../../layout/LanguageMenu';
import { formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { stateOfPublic } from './publicStates';
import { StatusTarget } from './StatusTarget';

/** For everybody, signed in or not: whether what they use works. */
export function StatusPage(): ReactElement {
  const { t } = useTranslation();
  const status = usePublicStatus();
  const title = status.data?.title ?? t('statusPage.title');
  useDocumentTitle(title);
  return (
    <Container component="main" size={860} py="xl">
      <Group justify="space-between" mb="lg" wrap="nowrap">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        <Group gap={2} wrap="nowrap">
          <LanguageMenu />
          <ColorSchemeMenu />
        </Group>
      </Group>
      <Content status={status} />
    </Container>
  );
}

function Content({ status }: { readonly status: ReturnType<typeof usePublicStatus> }): ReactElement {
  const { t } = useTranslation();
  if (status.data !== undefined) {
    return (
      <>
        {status.isError && <StaleNotice error={status.error} />}
        <Loaded status={status.data} />
      </>
    );
  }
  if (status.isPending) return <Skeleton height={240} aria-label={t('loading')} />;
  if (status.error instanceof ApiError && status.error.status === 404) return <Notice title={t('statusPage.off')}>{t('statusPage.offText')}</Notice>;
  return <Failure error={status.error} onRetry={() => void status.refetch()} />;
}

function Loaded({ status }: { readonly status: PublicStatus }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(5_000);
  if (status.targets.length === 0) return <Notice title={t('statusPage.empty')}>{t('statusPage.emptyText')}</Notice>;
  const state = stateOfPublic(status.state);
  return (
    <Stack gap="md">
      <Paper p="md" radius="md" bg={`var(--state-${state}-soft)`} role="status">
        <Group gap="sm" wrap="nowrap">
          <StateIcon state={state} size={26} />
          <Text fw={650} size="lg" c={`var(--state-${state})`}>
            {t(`statusPage.together.${status.state}`)}
          </Text>
        </Group>
      </Paper>
      {status.targets.map((target) => (
        <StatusTarget key={target.name} target={target} now={now} />
      ))}
      <Text size="xs" c="dimmed">
        {t('statusPage.asOf', { when: formatRelative(status.at, now, i18n.language) })}
      </Text>
    </Stack>
  );
}
