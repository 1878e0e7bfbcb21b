namespace ClientBot.Conversation;

/// <summary>A command whose word begins ordinary sentences too often to be offered after the fact.</summary>
public interface IPlainWord;
