import { Button, Code, Group, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiKeys, useRevokeApiKey, type ApiKey } from '../../api/apiKeys';
import { Failure, Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { KeyForm } from './KeyForm';

export function KeysSection(): ReactElement {
  const { t } = useTranslation();
  const keys = useApiKeys();
  const [opened, form] = useDisclosure();
  return (
    <Panel
      flush
      title={t('settings.keys.title')}
      aside={
        <Button size="compact-md" leftSection={<IconPlus size={15} />} onClick={form.open}>
          {t('keys.create')}
        </Button>
      }
    >
      {content()}
      <KeyForm opened={opened} onClose={form.close} />
    </Panel>
  );

  function content(): ReactElement {
    if (keys.isError) return <Failure error={keys.error} onRetry={() => void keys.refetch()} />;
    if (keys.isPending) return <Skeleton height={140} />;
    if (keys.data.length === 0) return <Notice title={t('keys.none')}>{t('keys.noneText')}</Notice>;
    return (
      <Table.ScrollContainer minWidth={820} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('settings.keys.title') } }}>
        <Table horizontalSpacing="md" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('keys.name')}</Table.Th>
              <Table.Th>{t('keys.prefix')}</Table.Th>
              <Table.Th>{t('keys.role')}</Table.Th>
              <Table.Th>{t('keys.created')}</Table.Th>
              <Table.Th>{t('keys.lastUsed')}</Table.Th>
              <Table.Th>{t('keys.state')}</Table.Th>
              <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.data.map((key) => (
              <Row key={key.id} apiKey={key} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    );
  }
}

function Row({ apiKey }: { readonly apiKey: ApiKey }): ReactElement {
  const { t, i18n } = useTranslation();
  const revoke = useRevokeApiKey();
  const confirm = useConfirm();
  const now = useNow(60_000);
  const revoked = apiKey.revokedAt !== null;
  const expired = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= now;
  const word = revoked ? 'revoked' : expired ? 'expired' : 'active';
  return (
    <Table.Tr data-testid="key-row">
      <Table.Td fw={600}>{apiKey.name}</Table.Td>
      <Table.Td>
        <Code>{apiKey.prefix}…</Code>
      </Table.Td>
      <Table.Td>
        {t(`role.${apiKey.role}`)}
        {apiKey.scope === 'ingest' && (
          <Text size="xs" c="dimmed">
            {t('keys.ingestOnly')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{formatDateTime(apiKey.createdAt, i18n.language)}</Text>
        <Text size="xs" c="dimmed">
          {apiKey.createdBy}
        </Text>
      </Table.Td>
      <Table.Td>{apiKey.lastUsedAt === null ? t('never') : formatDateTime(apiKey.lastUsedAt, i18n.language)}</Table.Td>
      <Table.Td>
        <StateBadge state={word === 'active' ? 'ok' : 'unknown'}>{t(`keys.${word}`)}</StateBadge>
      </Table.Td>
      <Table.Td>
        {!revoked && (
          <Group justify="flex-end">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('keys.revokeNamed', { name: apiKey.name })}
              onClick={() => {
                confirm({
                  title: t('keys.revoke'),
                  text: t('keys.revokeText', { name: apiKey.name }),
                  action: t('keys.revoke'),
                  run: () => revoke.mutateAsync(apiKey.id),
                });
              }}
            >
              {t('keys.revoke')}
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
