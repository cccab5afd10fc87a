import { ActionIcon, Button, Chip, Group, Input, NumberInput, Paper, Select, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm, type GetInputPropsReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveEscalation, type Escalation, type Schedule } from '../../api/escalation';
import { WEEKDAYS } from '../../api/maintenance';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { toLocalInput } from '../../lib/formatTime';
import { weekdayName } from '../../lib/weekdayName';
import { newRotation, scheduleValues, toSchedule, validateSchedule, type ScheduleFormValues } from './scheduleValues';

interface ScheduleFormProps {
  /** The one that is changed; a new one without. */
  readonly schedule: Schedule | undefined;
  readonly escalation: Escalation | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Writes who is on call when. */
export function ScheduleForm({ schedule, escalation, opened, onClose }: ScheduleFormProps): ReactElement {
  const { t } = useTranslation();
  const title = schedule === undefined ? t('oncall.createSchedule') : t('oncall.editNamed', { name: schedule.name });
  return (
    <FormModal opened={opened} onClose={onClose} title={title} size="xl">
      <Fields schedule={schedule} escalation={escalation} onClose={onClose} />
    </FormModal>
  );
}

function Fields({ schedule, escalation, onClose }: Omit<ScheduleFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveEscalation<Schedule>('schedules');
  const taken = schedule === undefined ? (escalation?.schedules.map(({ name }) => name) ?? []) : [];
  const form = useForm<ScheduleFormValues>({
    initialValues: firstValues(schedule),
    validate: (values) => Object.fromEntries(Object.entries(validateSchedule(values, taken)).map(([field, problem]) => [field, t(`oncall.${problem}`)])),
  });
  const { rotations } = form.values;
  return (
    <SendingForm form={form} saving={save} toInput={toSchedule} onSent={onClose} onCancel={onClose}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('oncall.name')} withAsterisk maxLength={100} disabled={schedule !== undefined} data-autofocus {...form.getInputProps('name')} />
        <Select label={t('maintenance.timeZone')} searchable allowDeselect={false} data={Intl.supportedValuesOf('timeZone')} {...form.getInputProps('timeZone')} />
      </SimpleGrid>
      <Text size="sm" c="dimmed">{t('oncall.rotationsHint')}</Text>
      {rotations.map((_, index) => (
        // Rotations have no identity but their place.
        <Paper key={index} data-path={`rotations.${String(index)}`} withBorder p="sm" role="group" aria-label={t('oncall.rotation', { number: index + 1 })}>
          <Group justify="space-between" mb={6}>
            <Text size="sm" fw={600}>{t('oncall.rotation', { number: index + 1 })}</Text>
            <ActionIcon variant="subtle" color="gray" disabled={rotations.length === 1} aria-label={t('oncall.removeRotation', { number: index + 1 })} onClick={() => { form.removeListItem('rotations', index); }}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
          <Input.Error>{form.errors[`rotations.${String(index)}`]}</Input.Error>
          <RotationFields inputProps={(path) => form.getInputProps(path)} index={index} people={escalation?.people.map(({ name }) => name) ?? []} />
        </Paper>
      ))}
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} disabled={rotations.length >= 20} onClick={() => { form.insertListItem('rotations', newRotation(today())); }}>
        {t('oncall.addRotation')}
      </Button>
    </SendingForm>
  );
}

interface RotationFieldsProps {
  readonly inputProps: (path: string) => GetInputPropsReturnType;
  readonly index: number;
  readonly people: readonly string[];
}

function RotationFields({ inputProps, index, people }: RotationFieldsProps): ReactElement {
  const { t, i18n } = useTranslation();
  const at = `rotations.${String(index)}`;
  const onlyOn = inputProps(`${at}.onlyOn`);
  return (
    <Stack gap="xs">
      <TagsInput label={t('oncall.people')} description={t('oncall.turnsHint')} withAsterisk data={[...people]} {...inputProps(`${at}.people`)} />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
        <TextInput label={t('oncall.startsOn')} type="date" withAsterisk {...inputProps(`${at}.startsOn`)} />
        <TextInput label={t('oncall.handOff')} type="time" withAsterisk {...inputProps(`${at}.handOff`)} />
        <NumberInput label={t('oncall.turnDays')} min={1} max={365} allowDecimal={false} {...inputProps(`${at}.days`)} />
      </SimpleGrid>
      <Input.Wrapper label={t('oncall.onlyOn')} labelElement="div" error={onlyOn.error as ReactNode}>
        <Chip.Group multiple {...onlyOn}>
          <Group data-path={`${at}.onlyOn`} gap={4} mt={4} role="group" aria-label={t('oncall.onlyOn')}>
            {WEEKDAYS.map((day) => (
              <Chip key={day} value={day} size="xs">{weekdayName(day, i18n.language)}</Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
        <TextInput label={t('oncall.onlyFrom')} type="time" {...inputProps(`${at}.from`)} />
        <TextInput label={t('oncall.onlyTo')} type="time" {...inputProps(`${at}.to`)} />
      </SimpleGrid>
    </Stack>
  );
}

function today(): string {
  return toLocalInput(Date.now()).slice(0, 10);
}

function firstValues(schedule: Schedule | undefined): ScheduleFormValues {
  return scheduleValues(schedule, today(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}
