import { Button, Code, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiKeys, useRevokeApiKey, type ApiKey } from '../../api/apiKeys';
import { Notice } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { KeyForm } from './KeyForm';

export function KeysSection(): ReactElement {
  const { t, i18n } = useTranslation();
  const keys = useApiKeys();
  const [opened, form] = useDisclosure();
  const now = useNow(60_000);
  const columns: readonly Column<ApiKey>[] = [
    { key: 'name', title: t('keys.name'), primary: true, cell: ({ name }) => <b>{name}</b>, sortBy: ({ name }) => name },
    { key: 'prefix', title: t('keys.prefix'), cell: ({ prefix }) => <Code>{prefix}…</Code> },
    {
      key: 'role',
      title: t('keys.role'),
      sortBy: ({ role }) => role,
      cell: ({ role, scope }) => (
        <>
          {t(`role.${role}`)}
          {scope === 'ingest' && <Text size="xs" c="dimmed">{t('keys.ingestOnly')}</Text>}
        </>
      ),
    },
    {
      key: 'created',
      title: t('keys.created'),
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt, createdBy }) => (
        <>
          <Text size="sm">{formatDateTime(createdAt, i18n.language)}</Text>
          <Text size="xs" c="dimmed">{createdBy}</Text>
        </>
      ),
    },
    { key: 'lastUsed', title: t('keys.lastUsed'), cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : formatDateTime(lastUsedAt, i18n.language)), sortBy: ({ lastUsedAt }) => lastUsedAt },
    {
      key: 'state',
      title: t('keys.state'),
      sortBy: (key) => stateOf(key, now),
      cell: (key) => {
        const state = stateOf(key, now);
        return <StateBadge state={state === 'active' ? 'ok' : 'unknown'}>{t(`keys.${state}`)}</StateBadge>;
      },
    },
    { key: 'actions', title: t('actions'), silent: true, align: 'right', cell: (key) => key.revokedAt === null && <Revoke apiKey={key} /> },
  ];
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
      <DataTable
        label={t('settings.keys.title')}
        source={keys}
        rows={keys.data}
        columns={columns}
        keyOf={({ id }) => id}
        empty={<Notice title={t('keys.none')}>{t('keys.noneText')}</Notice>}
        minWidth={820}
        testId="key-row"
      />
      <KeyForm opened={opened} onClose={form.close} />
    </Panel>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: number): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'active';
}

function Revoke({ apiKey: { id, name } }: { readonly apiKey: ApiKey }): ReactElement {
  const { t } = useTranslation();
  const revoke = useRevokeApiKey();
  const confirm = useConfirm();
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('keys.revokeNamed', { name })}
      onClick={() => {
        confirm({ title: t('keys.revoke'), text: t('keys.revokeText', { name }), action: t('keys.revoke'), run: () => revoke.mutateAsync(id) });
      }}
    >
      {t('keys.revoke')}
    </Button>
  );
}
