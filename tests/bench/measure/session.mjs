// A browser's sign-in: the headers that its requests carry from then on, for reading and for writing.

export async function signIn(connection, email) {
  const origin = `http://localhost:${connection.port}`;
  const answer = await connection.request("POST", "/api/v1/auth/sign-in", {
    headers: { Origin: origin },
    body: { email, password: "mortise-demo" },
  });
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${answer.body}`);
  return {
    Cookie: /^set-cookie: *([^;]+)/im.exec(answer.headers)[1],
    "X-CSRF-Token": JSON.parse(answer.body).csrfToken,
    Origin: origin,
  };
}
