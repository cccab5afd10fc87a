import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useExpireSilence, type Silence, type SilenceState } from '../../api/silences';
import { MatcherList } from '../../components/MatcherList';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import type { State } from '../../components/StateIcon';
import { useConfirm } from '../../components/useConfirm';
import { formatDateTime, formatRelative } from '../../lib/formatTime';
import { formatMatcher } from '../../lib/matchers';
import { useNow } from '../../lib/useNow';

const STATES: Readonly<Record<SilenceState, State>> = { active: 'info', pending: 'warning', expired: 'unknown' };

export function SilenceTable({ silences }: { readonly silences: readonly Silence[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': t('silences.title') } }}>
      <Table verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>{t('silences.state')}</Table.Th>
            <Table.Th>{t('silences.matchers')}</Table.Th>
            <Table.Th>{t('silences.comment')}</Table.Th>
            <Table.Th w={190}>{t('silences.when')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {silences.map((silence) => (
            <Row key={silence.id} silence={silence} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ silence }: { readonly silence: Silence }): ReactElement {
  const { t, i18n } = useTranslation();
  const { state, matchers, comment, createdBy, startsAt, endsAt, warning } = silence;
  return (
    <Table.Tr data-testid="silence-row">
      <Table.Td>
        <StateBadge state={STATES[state]}>{t(`silences.states.${state}`)}</StateBadge>
      </Table.Td>
      <Table.Td maw={360}>
        <MatcherList matchers={matchers} />
        {warning && (
          <Text size="xs" c="var(--state-warning)" mt={4}>
            {warning}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm">{comment}</Text>
        <Text size="xs" c="dimmed">
          {createdBy}
        </Text>
      </Table.Td>
      <Table.Td>
        <When silence={silence} />
        <Text size="xs" c="dimmed">
          {formatDateTime(state === 'pending' ? startsAt : endsAt, i18n.language)}
        </Text>
      </Table.Td>
      <Table.Td>{state !== 'expired' && <Expire silence={silence} />}</Table.Td>
    </Table.Tr>
  );
}

function When({ silence: { state, startsAt, endsAt } }: { readonly silence: Silence }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(10_000);
  const at = formatRelative(state === 'pending' ? startsAt : endsAt, now, i18n.language);
  return <Text size="sm">{t(`silences.time.${state}`, { at })}</Text>;
}

function Expire({ silence }: { readonly silence: Silence }): ReactElement {
  const { t } = useTranslation();
  const expire = useExpireSilence();
  const confirm = useConfirm();
  const name = silence.matchers.map(formatMatcher).join(', ');
  return (
    <Group justify="flex-end">
      <RoleGate needs="operator">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('silences.expireNamed', { name })}
          onClick={() => {
            confirm({
              title: t('silences.expire'),
              text: t('silences.expireText', { name }),
              action: t('silences.expire'),
              run: () => expire.mutateAsync(silence.id),
            });
          }}
        >
          {t('silences.expire')}
        </Button>
      </RoleGate>
    </Group>
  );
}
