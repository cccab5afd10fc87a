import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useStandIn, type NewOverride } from '../../api/escalation';
import { useSession } from '../../api/session';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { toLocalInput } from '../../lib/formatTime';

interface StandInFormProps {
  readonly schedule: string;
  readonly everybody: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Somebody takes over for a while, before every rotation. */
export function StandInForm({ schedule, everybody, opened, onClose }: StandInFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('oncall.standInNamed', { name: schedule })}>
      <Fields schedule={schedule} everybody={everybody} onClose={onClose} />
    </FormModal>
  );
}

const EIGHT_HOURS_MS = 8 * 3_600_000;

function Fields({ schedule, everybody, onClose }: Omit<StandInFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const standIn = useStandIn();
  const form = useForm({
    initialValues: firstValues(everybody.find((name) => name === session?.name) ?? null),
    validate: {
      person: (person) => (person === null ? t('oncall.personMissing') : null),
      to: (to, { from }) => (Date.parse(to) > Date.parse(from) ? null : t('maintenance.backwards')),
    },
  });
  return (
    <SendingForm form={form} saving={standIn} toInput={(values) => toOverride(schedule, values)} onSent={onClose} pathOf={overridePath} submit={t('oncall.standIn')} onCancel={onClose}>
      <Select label={t('oncall.person')} withAsterisk searchable data={[...everybody]} nothingFoundMessage={t('oncall.noPeople')} data-autofocus openOnFocus={false} {...form.getInputProps('person')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('range.from')} type="datetime-local" withAsterisk {...form.getInputProps('from')} />
        <TextInput label={t('range.to')} type="datetime-local" withAsterisk {...form.getInputProps('to')} />
      </SimpleGrid>
    </SendingForm>
  );
}

interface StandInValues {
  readonly person: string | null;
  readonly from: string;
  readonly to: string;
}

function firstValues(person: string | null): StandInValues {
  const now = Date.now();
  return { person, from: toLocalInput(now).slice(0, 16), to: toLocalInput(now + EIGHT_HOURS_MS).slice(0, 16) };
}

function toOverride(schedule: string, { person, from, to }: StandInValues): NewOverride {
  return { schedule, person: person ?? '', startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() };
}

/** The form's path of what alerting names. */
function overridePath(path: string): string {
  return path === 'startsAt' ? 'from' : path === 'endsAt' ? 'to' : path;
}
