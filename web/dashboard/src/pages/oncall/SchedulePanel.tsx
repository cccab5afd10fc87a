import { ActionIcon, Button, Group, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserShare, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRemoveOverride, type BookWarning, type OnCall, type Override, type Schedule } from '../../api/escalation';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';
import { StateBadge } from '../../components/StateBadge';
import { useConfirm } from '../../components/useConfirm';
import { formatMinute, formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';
import { nextShift } from './shifts';
import { ShiftStrip } from './ShiftStrip';
import { StandInForm } from './StandInForm';
import { ThingMenu } from './ThingMenu';
import { Warnings } from './Warnings';

interface SchedulePanelProps {
  readonly onCall: OnCall;
  readonly days: number;
  /** Everybody who is on call anywhere; their place gives the colour. */
  readonly people: readonly string[];
  /** Unknown until the settings are read. */
  readonly schedule: Schedule | undefined;
  readonly overrides: readonly Override[];
  readonly everybody: readonly string[];
  readonly warnings: readonly BookWarning[] | undefined;
  readonly onEdit: (schedule: Schedule) => void;
}

/** Who is on call now and next, and who stands in. */
export function SchedulePanel({ onCall, days, people, schedule, overrides, everybody, warnings, onEdit }: SchedulePanelProps): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const [opened, form] = useDisclosure();
  const next = nextShift(onCall.shifts, now);
  return (
    <Panel
      title={onCall.schedule}
      aside={
        <Group gap={6} wrap="nowrap">
          <RoleGate needs="operator">
            <Button size="compact-sm" variant="default" leftSection={<IconUserShare size={15} />} onClick={form.open} aria-label={t('oncall.standInNamed', { name: onCall.schedule })}>
              {t('oncall.standIn')}
            </Button>
          </RoleGate>
          {schedule !== undefined && <ThingMenu kind="schedules" name={schedule.name} onEdit={() => { onEdit(schedule); }} />}
        </Group>
      }
    >
      <Group gap="xl" mb="sm" align="flex-start" data-testid="oncall-now">
        <div>
          <Text size="xs" c="dimmed">{t('oncall.now')}</Text>
          {onCall.now ? (
            <Text size="xl" fw={700} lh={1.2} title={onCall.now.reason}>{onCall.now.person}</Text>
          ) : (
            <StateBadge state="critical">{t('oncall.nobody')}</StateBadge>
          )}
        </div>
        <div>
          <Text size="xs" c="dimmed">{t('oncall.next')}</Text>
          <Text size="xl" fw={500} lh={1.2}>{next === null ? t('oncall.noChange', { count: days }) : (next.person ?? t('oncall.nobody'))}</Text>
          {next !== null && (
            <Text size="xs" c="dimmed" title={formatMinute(next.from, i18n.language)}>
              {formatRelative(next.from, now, i18n.language)} · {formatMinute(next.from, i18n.language)}
            </Text>
          )}
        </div>
      </Group>
      <Warnings warnings={warnings} kind="schedule" name={onCall.schedule} />
      <ShiftStrip shifts={onCall.shifts} people={people} days={days} />
      {schedule !== undefined && <Text size="xs" c="dimmed" mt="xs">{t('oncall.zone', { zone: schedule.timeZone })}</Text>}
      {overrides.length > 0 && (
        <List size="sm" mt="sm" listStyleType="none" aria-label={t('oncall.standIns')}>
          {overrides.map((override) => (
            <List.Item key={override.id} data-testid="override">
              <Group gap="xs" wrap="nowrap">
                <Text size="sm">
                  {t('oncall.standsIn', { name: override.person, from: formatMinute(override.startsAt, i18n.language), to: formatMinute(override.endsAt, i18n.language), by: override.createdBy })}
                </Text>
                <RemoveOverride override={override} />
              </Group>
            </List.Item>
          ))}
        </List>
      )}
      <StandInForm schedule={onCall.schedule} everybody={everybody} opened={opened} onClose={form.close} />
    </Panel>
  );
}

function RemoveOverride({ override }: { readonly override: Override }): ReactElement {
  const { t } = useTranslation();
  const remove = useRemoveOverride();
  const confirm = useConfirm();
  const name = override.person;
  return (
    <RoleGate needs="operator">
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={t('oncall.endStandIn', { name })}
        onClick={() => {
          confirm({ title: t('oncall.endStandIn', { name }), text: t('oncall.endStandInText', { name, schedule: override.schedule }), action: t('delete'), run: () => remove.mutateAsync(override.id) });
        }}
      >
        <IconX size={14} />
      </ActionIcon>
    </RoleGate>
  );
}
