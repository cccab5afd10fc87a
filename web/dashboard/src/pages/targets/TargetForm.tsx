import { Button, Collapse, NumberInput, Select, SimpleGrid, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { METHODS, NEW_TARGET, TARGET_KINDS, useSaveTarget, type Target } from '../../api/targets';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { toFormValues, toSettings, validateTarget, type TargetFormValues } from './targetForm';

interface TargetFormProps {
  /** The target to change; none to add one. */
  readonly target?: Target | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function TargetForm({ target, opened, onClose }: TargetFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t(target === undefined ? 'targets.add' : 'targets.edit')} size="lg">
      <Fields target={target} onClose={onClose} />
    </FormModal>
  );
}

/** Shown once they are asked for, or wrong. */
const BELOW_MORE = ['method', 'headers', 'tags', 'followRedirects', 'allowInvalidCertificate'] as const satisfies readonly (keyof TargetFormValues)[];

function Fields({ target, onClose }: Omit<TargetFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const save = useSaveTarget();
  const [more, moreFields] = useDisclosure();
  const form = useForm<TargetFormValues>({
    initialValues: toFormValues(target ?? NEW_TARGET),
    validate: (values) =>
      Object.fromEntries(Object.entries(validateTarget(values)).map(([field, problem]) => [field, t(`targetForm.${problem}`)])),
  });
  const wrongBelow = BELOW_MORE.some((field) => field in form.errors);
  return (
    <SendingForm form={form} saving={save} toInput={(values) => ({ ...(target === undefined ? {} : { id: target.id }), settings: toSettings(values) })} onSent={onClose} gap="sm" onCancel={onClose}>
      <TextInput label={t('targetForm.name')} withAsterisk data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('targetForm.url')} withAsterisk type="url" placeholder="https://example.com/health" {...form.getInputProps('url')} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          label={t('targetForm.kind')}
          allowDeselect={false}
          data={TARGET_KINDS.map((kind) => ({ value: kind, label: t(`target.kind.${kind}`) }))}
          {...form.getInputProps('kind')}
        />
        <NumberInput label={t('targetForm.interval')} min={1} max={86_400} suffix=" s" {...form.getInputProps('intervalSeconds')} />
        <NumberInput label={t('targetForm.timeout')} min={1} max={600} suffix=" s" {...form.getInputProps('timeoutSeconds')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('targetForm.expectedStatus')}
          description={t('targetForm.expectedStatusHint')}
          {...form.getInputProps('expectedStatus')}
        />
        <TextInput label={t('targetForm.keyword')} description={t('targetForm.keywordHint')} {...form.getInputProps('keyword')} />
      </SimpleGrid>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={moreFields.toggle}
        aria-expanded={more || wrongBelow}
        rightSection={<IconChevronDown size={14} style={{ transform: more ? 'rotate(180deg)' : undefined }} />}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('targetForm.more')}
      </Button>
      <Collapse expanded={more || wrongBelow}>
        <Stack gap="sm">
          <Select label={t('targetForm.method')} allowDeselect={false} data={[...METHODS]} {...form.getInputProps('method')} />
          <Textarea
            label={t('targetForm.headers')}
            placeholder="Accept: application/json"
            autosize
            minRows={2}
            maxRows={6}
            {...form.getInputProps('headers')}
          />
          <TagsInput label={t('targetForm.tags')} clearable {...form.getInputProps('tags')} />
          <Switch label={t('targetForm.followRedirects')} {...form.getInputProps('followRedirects', { type: 'checkbox' })} />
          <Switch label={t('targetForm.allowInvalidCertificate')} {...form.getInputProps('allowInvalidCertificate', { type: 'checkbox' })} />
        </Stack>
      </Collapse>
      <Switch label={t('targetForm.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
    </SendingForm>
  );
}
