import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { useLogin } from '../../api/session';
import { useErrorText } from '../../components/Notice';
import { ColorSchemeMenu } from '../../layout/ColorSchemeMenu';
import { LanguageMenu } from '../../layout/LanguageMenu';

const route = getRouteApi('/login');

export function LoginPage(): ReactElement {
  const { t } = useTranslation();
  const router = useRouter();
  const { redirect = '/' } = route.useSearch();
  const login = useLogin();
  const explain = useErrorText();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { user: '', password: '' },
    validate: {
      user: (value) => (value.trim() === '' ? t('login.userMissing') : null),
      password: (value) => (value === '' ? t('login.passwordMissing') : null),
    },
  });
  useDocumentTitle(`${t('login.title')} · PerfMonitor`);

  const submit = form.onSubmit((credentials) => {
    login.mutate(credentials, {
      onSuccess: () => {
        router.history.push(`/dashboard${redirect}`);
      },
    });
  });

  return (
    <Center mih="100vh" px="md" component="main">
      <Paper w={380} maw="100%" p="xl" withBorder bg="var(--surface)" radius="lg">
        <Group justify="space-between" mb="lg" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={32} height={32} />
            <Text fw={700} size="lg">
              PerfMonitor
            </Text>
          </Group>
          <Group gap={2} wrap="nowrap">
            <LanguageMenu />
            <ColorSchemeMenu />
          </Group>
        </Group>
        <Title order={1} size="h2" mb="md">
          {t('login.title')}
        </Title>
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <TextInput
              label={t('login.user')}
              name="user"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              data-autofocus
              autoFocus
              key={form.key('user')}
              {...form.getInputProps('user')}
            />
            <PasswordInput
              label={t('login.password')}
              name="password"
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
              key={form.key('password')}
              {...form.getInputProps('password')}
            />
            {login.isError && (
              <Alert color="var(--state-critical)" variant="light" role="alert" p="xs">
                {login.error instanceof ApiError && login.error.status === 401 && login.error.message === ''
                  ? t('login.refused')
                  : explain(login.error)}
              </Alert>
            )}
            <Button type="submit" loading={login.isPending} mt={4}>
              {t('login.submit')}
            </Button>
          </Stack>
        </form>
        <Text size="xs" c="dimmed" mt="md">
          {t('login.first')}
        </Text>
      </Paper>
    </Center>
  );
}
