namespace ClientBot.Playbook;
