Console.WriteLine("nothing to train yet");
