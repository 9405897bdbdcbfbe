'use strict';

const { Agent } = require('node:http');
const { Client } = require('eris');

// Eris asks for HTTPS on its port whatever the domain is: this agent connects to ours, in the clear
const { hostname, pathname, port } = new URL(process.env.DISCORD_API);
const agent = Object.assign(new Agent(), { protocol: 'https:', defaultPort: Number(port) });

const client = new Client(`Bot ${process.env.DISCORD_TOKEN}`, {
  intents: ['guilds', 'guildMessages', 'directMessages', 'messageContent'],
  maxShards: 'auto',
  rest: { agent, domain: hostname, baseURL: `${pathname}/v10` },
});

client.once('ready', () =>
  client.bulkEditCommands([
    { type: 1, name: 'echo', description: 'Says it again', options: [{ type: 3, name: 'word', description: 'A word' }] },
    { type: 1, name: 'later', description: 'Takes its time' },
  ]),
);

client.on('messageCreate', async (message) => {
  const [command, word] = message.content.split(' ');
  const reply = (content, file) =>
    client.createMessage(message.channel.id, { content, messageReference: { messageID: message.id } }, file);
  if (message.author.bot) {
    return;
  }
  if (command === '!ping') {
    await reply(`pong ${word}`);
  } else if (command === '!file') {
    await reply('a file', { file: Buffer.from('hello'), name: 'hello.txt' });
  }
});

client.on('interactionCreate', async (interaction) => {
  if (interaction.data.name === 'later') {
    await interaction.defer();
    await interaction.editOriginalMessage({ content: 'later' });
    await interaction.createFollowup({ content: 'and more' });
  } else {
    await interaction.createMessage(`echo ${interaction.data.options[0].value}`);
  }
});

client.on('debug', console.log);
client.on('error', console.error);
process.stdin.resume().once('end', () => client.disconnect({ reconnect: false }));
client.connect();
